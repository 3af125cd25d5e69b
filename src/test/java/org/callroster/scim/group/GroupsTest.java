package org.callroster.scim.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.scim.Scim;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.callroster.scim.Scim.GROUP;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** Groups are teams, and a user is in exactly one. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class GroupsTest {

    private final SmallTenant tenant = SmallTenant.create();
    private final Scim scim = Scim.of(tenant);

    private static String members(String... ids) {
        return List.of(ids).stream().map(id -> "{'value':'" + id + "'}").collect(Collectors.joining(",", "[", "]"));
    }

    private String teamOf(String user) {
        return scim.get("/Users/" + user).path("groups[0].display");
    }

    @Test
    void aMemberWhoIsAddedMovesAndWhoIsRemovedGoesToTheDefaultTeam() {
        String ann = scim.created("ann");
        String one = scim.createdGroup("One");
        String two = scim.createdGroup("Two");
        scim.patch("/Groups/" + one, "{'op':'add','path':'members','value':" + members(ann) + "}").then().statusCode(200);
        scim.patch("/Groups/" + two, "{'op':'add','path':'members','value':" + members(ann) + "}").then()
                .body("members.value", contains(ann));
        scim.get("/Groups/" + one).then().body("members", is(empty()));
        scim.patch("/Groups/" + one, "{'op':'remove','path':'members','value':" + members(ann) + "}").then().statusCode(200);
        assertThat(teamOf(ann), is("Two"));
        scim.patch("/Groups/" + two, "{'op':'remove','path':'members'}").then().statusCode(200).body("members", is(empty()));
        assertThat(teamOf(ann), is("Default"));
        tenant.admin().get("/audit?kind=user%20moved").then().body("events.before.team", contains("Two", "One", "Default"))
                .body("events.after.team", contains("Default", "Two", "One")).body("events.via", everyItem(is("scim")));
    }

    @Test
    void membersAreReplacedAsAWhole() {
        String ann = scim.created("ann");
        String bob = scim.created("bob");
        String group = scim.sends("{'schemas':['" + GROUP + "'],'displayName':'G','members':" + members(ann, "nobody",
                "00000000-0000-0000-0000-000000000000") + "}").post("/Groups").then().statusCode(201)
                .body("members.value", contains(ann)).extract().path("id");
        String put = "{'schemas':['" + GROUP + "'],'displayName':'G'%s}";
        scim.sends(put.formatted("")).put("/Groups/" + group).then().statusCode(200).body("members.value", contains(ann));
        scim.sends(put.formatted(",'members':" + members(bob))).put("/Groups/" + group).then().body("members.value",
                contains(bob));
        assertThat(teamOf(ann), is("Default"));
        scim.sends(put.formatted(",'members':[]")).put("/Groups/" + group).then().body("members", is(empty()));
        scim.sends(put.formatted(",'members':" + members("x", "y"))).put("/Groups/" + group).then().statusCode(400);
        scim.sends(put.formatted("").replace("'G'", "'H'")).put("/Groups/" + group).then().body("displayName", is("H"));
    }

    @Test
    void nobodyLeavesTheDefaultTeamForNothing() {
        String ann = scim.created("ann");
        String team = (String) scim.one("Groups", "displayName eq \"Default\"").get("id");
        for (String operation : List.of("'op':'remove','path':'members'",
                "'op':'remove','path':'members','value':" + members(ann),
                "'op':'replace','path':'members','value':[]", "'op':'remove','path':'members[value eq \\\"" + ann + "\\\"]'")) {
            scim.patch("/Groups/" + team, "{" + operation + "}").then().statusCode(400).body("scimType", is("mutability"));
        }
        scim.call().delete("/Groups/" + team).then().statusCode(409).body("scimType", is(nullValue()));
        tenant.admin().delete("/team/Default").then().statusCode(409);
        tenant.admin().put("/team/Inbox").then().statusCode(200);
        tenant.adminSends("{\"defaultTeam\":\"Nope\"}").put("/scimsetting").then().statusCode(404);
        tenant.adminSends("{\"defaultTeam\":\"Inbox\"}").put("/scimsetting").then().statusCode(200);
        scim.call().delete("/Groups/" + team).then().statusCode(204);
        assertThat(teamOf(ann), is("Inbox"));
        assertThat(teamOf(scim.created("new")), is("Inbox"));
        tenant.admin().delete("/team/Inbox").then().statusCode(409);
    }

    @Test
    void aDeletedGroupLeavesItsMembersAndItsSupervisors() {
        String ann = scim.created("ann");
        String group =
                scim.sends("{'schemas':['" + GROUP + "'],'displayName':'Gone','members':" + members(ann) + "}").post("/Groups")
                        .path("id");
        tenant.adminSends("{\"teams\":[\"Gone\"]}").put("/supervisor/ann").then().statusCode(200);
        scim.call().delete("/Groups/" + group).then().statusCode(204);
        scim.call().delete("/Groups/" + group).then().statusCode(404);
        assertThat(teamOf(ann), is("Default"));
        tenant.admin().get("/supervisor/ann").then().body("teams", is(empty()));
        tenant.admin().get("/audit?subject=Gone").then().body("events.kind", contains("team deleted", "team created"));
    }

    @Test
    void namesAreUniqueAlsoWhenCallsRace() {
        String group = scim.createdGroup("Name");
        scim.createdGroup("name");
        List<Integer> statuses =
                Api.atOnce(8, i -> scim.sends("{'schemas':['" + GROUP + "'],'displayName':'Race'}").post("/Groups"));
        assertThat(statuses.stream().filter(status -> status == 201).toList(), hasSize(1));
        assertThat(statuses.stream().filter(status -> status != 201).toList(), everyItem(is(409)));
        scim.patch("/Groups/" + group, "{'op':'replace','path':'displayName','value':'Race'}").then().statusCode(409)
                .body("scimType", is("uniqueness")).body("detail", is("displayName is taken"));
        scim.patch("/Groups/" + group, "{'op':'remove','path':'displayName'}").then().statusCode(400).body("scimType",
                is("mutability"));
        scim.patch("/Groups/" + group, "{'op':'add','path':'externalId','value':'e'}").then().body("externalId", is("e"));
        scim.patch("/Groups/" + group, "{'op':'replace','path':'displayName','value':'New'}").then().body("externalId",
                is("e"));
        scim.patch("/Groups/" + group, "{'op':'remove','path':'externalId'}").then().body("$", not(hasKey("externalId")));
        scim.sends("{'schemas':['" + GROUP + "'],'externalId':'x'}").post("/Groups").then().statusCode(400);
        scim.call().header("If-Match", "W/\"1\"").delete("/Groups/" + group).then().statusCode(412);
        scim.call().header("If-Match", "*").delete("/Groups/" + group).then().statusCode(204);
    }

    @Test
    void groupsAreFoundSortedAndPaged() {
        String ann = scim.created("ann");
        for (String name : List.of("B", "A", "C")) {
            scim.createdGroup(name);
        }
        String group = (String) scim.one("Groups", "displayName eq \"B\"").get("id");
        scim.patch("/Groups/" + group, "{'op':'add','path':'members','value':" + members(ann) + "},"
                + "{'op':'add','path':'externalId','value':'x'}").then().statusCode(200);
        for (String filter : List.of("members eq \"" + ann + "\"", "members[value eq \"" + ann + "\"]", "externalId eq \"x\"",
                "members.display eq \"ANN\"", "id eq \"" + group.toUpperCase() + "\" and members.value eq \"" + ann + "\"")) {
            scim.find("Groups", filter).then().statusCode(200).body("Resources.displayName", contains("B"));
        }
        scim.find("Groups", "displayName eq \"b\"").then().body("totalResults", is(0));
        scim.find("Groups", "nope eq \"b\"").then().statusCode(400).body("scimType", is("invalidFilter"));
        scim.get("/Groups?sortBy=displayName&count=2&startIndex=2").then().body("Resources.displayName", contains("B", "C"))
                .body("totalResults", is(5));
        Response first = scim.get("/Groups?sortBy=displayName&sortOrder=descending&count=2&cursor=");
        first.then().body("Resources.displayName", contains("Staff", "Default"));
        scim.get("/Groups?sortBy=displayName&sortOrder=descending&count=2&cursor=" + first.path("nextCursor")).then()
                .body("Resources.displayName", contains("C", "B"));
        scim.sends("{'schemas':['x'],'filter':'displayName sw \\\"A\\\"'}").post("/Groups/.search").then()
                .body("Resources.displayName", contains("A"));
        scim.get("/Groups?attributes=displayName").then().body("Resources[0]", not(hasKey("members")));
        scim.get("/Groups/" + group + "?attributes=members.value").then().body("members", contains(Map.of("value", ann)));
    }

    @Test
    void eightWritersOnTwoGroupsLoseNobody() {
        List<String> ids = IntStream.range(0, 40).mapToObj(i -> scim.created("m" + i)).toList();
        String one = scim.createdGroup("One");
        String two = scim.createdGroup("Two");
        List<Integer> statuses = Api.atOnce(8, writer -> {
            Response last = null;
            for (int i = 0; i < 10; i++) {
                String members = members(ids.stream().skip((writer + i) % 4 * 10L).limit(20).toArray(String[]::new));
                last = scim.patch("/Groups/" + (writer % 2 == 0 ? one : two),
                        "{'op':'add','path':'members','value':" + members + "}");
            }
            return last;
        });
        assertThat(statuses, everyItem(is(200)));
        List<String> all = new ArrayList<>(scim.get("/Groups/" + one).<List<String>>path("members.value"));
        all.addAll(scim.get("/Groups/" + two).<List<String>>path("members.value"));
        assertThat(all, containsInAnyOrder(ids.toArray()));
    }
}
