package org.callroster.scim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.SteppedTicker;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

import static org.callroster.scim.Scim.CALLROSTER;
import static org.callroster.scim.Scim.GROUP;
import static org.callroster.scim.Scim.USER;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

/** Calls that meet: each gets an answer of its own, and what is left is what one of them wanted, as a whole. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ScimRacesTest {

    private static final int CALLERS = 8;
    private static final int ROUNDS = 20;

    private final SmallTenant tenant = SmallTenant.create();
    private final Scim scim = Scim.of(tenant);

    private static String user(int i) {
        return ("{'schemas':['" + USER + "'],'userName':'name%1$d','displayName':'%1$d','title':'%1$d','externalId':'%1$d',"
                + "'emails':[{'value':'%1$d@example.com'}],'" + CALLROSTER + "':{'skills':[{'value':'English','level':%1$d}]}}")
                .formatted(i);
    }

    private static String group(String name, List<String> members) {
        return "{'schemas':['" + GROUP + "'],'displayName':'" + name + "','externalId':'" + name + "','members':"
                + members.stream().map(id -> "{'value':'" + id + "'}").collect(Collectors.joining(",", "[", "]")) + "}";
    }

    private List<String> created(int users) {
        return IntStream.range(0, users).mapToObj(i -> scim.created("member" + i)).toList();
    }

    private List<String> membersOf(String group) {
        return scim.find("Groups", "displayName eq \"" + group + "\"").path("Resources[0].members.value");
    }

    /** By the audit, each call found what the one before had left. */
    private void assertOneAfterTheOther(String attribute, String last) {
        JsonPath audit = tenant.admin().get("/audit?limit=1000").jsonPath();
        List<String> after = new ArrayList<>(audit.getList("events.findResults { it.after?." + attribute + " }"));
        assertThat(after, hasSize(CALLERS));
        assertThat(after.remove(last), is(true));
        assertThat(audit.getList("events.findResults { it.before?." + attribute + " }"), containsInAnyOrder(after.toArray()));
    }

    @Test
    void ofEightPutsOfAUserOneIsLeft() {
        tenant.admin().put("/skill/English").then().statusCode(200);
        String path = "/Users/" + scim.created("somebody");
        assertThat(Api.atOnce(CALLERS, i -> scim.sends(user(i + 1)).put(path)), everyItem(is(200)));
        Response left = scim.get(path);
        String number = left.path("title");
        left.then().body("userName", is("name" + number)).body("displayName", is(number)).body("externalId", is(number))
                .body("emails.value", contains(number + "@example.com"))
                .body("'" + CALLROSTER + "'.skills.level", contains(Integer.parseInt(number)));
        assertOneAfterTheOther("title", number);
    }

    @Test
    void ofEightPutsOfAGroupOneIsLeft() {
        List<String> users = created(CALLERS);
        String path = "/Groups/" + scim.createdGroup("Group");
        assertThat(Api.atOnce(CALLERS, i -> scim.sends(group("" + i, List.of(users.get(i)))).put(path)), everyItem(is(200)));
        Response left = scim.get(path);
        String number = left.path("displayName");
        left.then().body("externalId", is(number)).body("members.value", contains(users.get(Integer.parseInt(number))));
        assertThat(membersOf("Default"), hasSize(CALLERS - 1));
        assertOneAfterTheOther("externalId", number);
    }

    @ParameterizedTest
    @ValueSource(strings = { "Users", "Groups" })
    void ofEightDeletesOneSucceeds(String kind) {
        String path = "/" + kind + "/" + (kind.equals("Users") ? scim.created("gone") : scim.createdGroup("Gone"));
        List<Integer> statuses = Api.atOnce(CALLERS, i -> scim.call().delete(path));
        assertThat(statuses.stream().sorted().toList(), contains(204, 404, 404, 404, 404, 404, 404, 404));
        scim.get(path).then().statusCode(404);
        tenant.admin().get("/audit?kind=" + (kind.equals("Users") ? "user" : "team") + "%20deleted").then()
                .body("events", hasSize(1));
    }

    @Test
    void ofEightDefaultTeamsOneIsLeft() throws InterruptedException {
        List<String> teams = IntStream.range(0, CALLERS).mapToObj(i -> "Team " + i).toList();
        teams.forEach(scim::createdGroup);
        assertThat(Api.atOnce(CALLERS, i -> tenant.adminSends(Map.of("defaultTeam", teams.get(i))).put("/scimsetting")),
                everyItem(is(200)));
        SteppedTicker.passASecond();
        String team = tenant.admin().get("/scimsetting").path("defaultTeam");
        scim.get("/Users/" + scim.created("new")).then().body("groups.display", contains(team));
        assertOneAfterTheOther("defaultTeam", team);
    }

    @Test
    void twoGroupsThatExchangeTheirMembersLoseNobody() {
        List<String> users = created(40);
        List<List<String>> halves = List.of(users.subList(0, 20), users.subList(20, 40));
        List<String> groups = List.of("One", "Two");
        List<String> paths = groups.stream().map(name -> "/Groups/" + scim.createdGroup(name)).toList();
        for (int round = 0; round < ROUNDS; round++) {
            int turn = round;
            assertThat("round " + round, Api.atOnce(2,
                    i -> scim.sends(group(groups.get(i), halves.get((i + turn) % 2))).put(paths.get(i))), everyItem(is(200)));
        }
        for (int i = 0; i < 2; i++) {
            assertThat(membersOf(groups.get(i)), containsInAnyOrder(halves.get((i + ROUNDS - 1) % 2).toArray()));
        }
        assertThat(membersOf("Default"), is(empty()));
    }
}
