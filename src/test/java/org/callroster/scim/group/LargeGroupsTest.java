package org.callroster.scim.group;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

/** Groups with thousands of members are read and changed in parts. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LargeGroupsTest {

    private final SmallTenant tenant = SmallTenant.create();
    private final Scim scim = Scim.of(tenant);

    @Test
    void aThousandOperationsAreOneMove() {
        List<String> ids = many(1000);
        String group = scim.createdGroup("Large");
        String operations = ids.stream().map(id -> "{'op':'add','path':'members','value':[{'value':'" + id + "'}]}")
                .collect(Collectors.joining(","));
        scim.patch("/Groups/" + group, operations).then().statusCode(200).body("members", hasSize(1000));
        tenant.admin().get("/audit?kind=user%20moved&limit=1000").then().body("events", hasSize(1000));
        String last = many(1).get(0);
        scim.patch("/Groups/" + group, "{'op':'add','path':'members','value':" + "[{'value':'" + last + "'}]" + "}").then()
                .statusCode(204)
                .header("Location", containsString(group));
        scim.call().contentType(Scim.TYPE)
                .body("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":["
                        + "{\"op\":\"add\",\"path\":\"externalId\",\"value\":\"x\"}]}")
                .patch("/Groups/" + group + "?attributes=members").then()
                .statusCode(200).body("members", hasSize(1001));
        List<String> shown = scim.get("/Groups/" + group).path("members.display");
        assertThat(shown, hasSize(1001));
        assertThat(shown, is(shown.stream().sorted().toList()));
        scim.call().delete("/Groups/" + group).then().statusCode(204);
        tenant.admin().get("/audit?kind=users%20moved").then().body("events.count", contains(1001));
        tenant.admin().get("/audit?kind=user%20moved&limit=1000").then().body("events", hasSize(1000));
    }

    @Test
    void largeGroupsAreStreamed() {
        List<String> ids = many(5000);
        String group = (String) scim.one("Groups", "displayName eq \"Staff\"").get("id");
        Response whole = scim.get("/Groups/" + group);
        whole.then().statusCode(200).contentType("application/scim+json").body("members", hasSize(5001))
                .body("members.value", not(empty())).header("Location", containsString(group));
        assertThat(whole.<List<String>>path("members.value").containsAll(ids), is(true));
        scim.get("/Groups").then().statusCode(200).body("Resources.find { it.displayName == 'Staff' }.members", hasSize(5001));
        scim.get("/Groups/" + group + "?excludedAttributes=members").then().body("$", not(hasKey("members")));
        assertThat(scim.get("/Groups/" + group + "?excludedAttributes=members").asString().length(), lessThan(1000));
    }

    @Test
    void allWhoAreNotNamedLeaveALargeGroupInParts() {
        String stays = many(6001).get(0);
        String group = staff();
        put(group, "[{'value':'" + stays + "'}]").then().statusCode(200).body("members.value", contains(stays));
        assertThat(movedAtOnce(), containsInAnyOrder(5000, 1001));
        put(group, "[]").then().statusCode(200).body("members", is(empty()));
        assertThat(movedAtOnce(), hasSize(2));
        scim.find("Users", "groups.display eq \"Default\"").then().body("totalResults", is(6002));
    }

    private String staff() {
        return (String) scim.one("Groups", "displayName eq \"Staff\"").get("id");
    }

    private Response put(String group, String members) {
        return scim.sends("{'schemas':['" + GROUP + "'],'displayName':'Staff','members':" + members + "}")
                .put("/Groups/" + group);
    }

    private List<Integer> movedAtOnce() {
        return tenant.admin().get("/audit?kind=users%20moved").path("events.count");
    }

    @Test
    void ofEightWhoDeleteALargeGroupOneDoes() {
        many(9_999);
        String group = staff();
        List<Integer> statuses = Api.atOnce(8, i -> scim.call().delete("/Groups/" + group));
        assertThat(statuses, containsInAnyOrder(204, 404, 404, 404, 404, 404, 404, 404));
        assertThat(movedAtOnce(), contains(5000, 5000));
        tenant.admin().get("/audit?kind=team%20deleted").then().body("events", hasSize(1));
        scim.find("Users", "groups.display eq \"Default\"").then().body("totalResults", is(10_000));
    }

    /** Judged before the first of them moves: the last one here is the administrator. */
    @Test
    void nobodyLeavesALargeGroupByWhoMayNotMoveAllOfThem() {
        many(6000);
        String group = staff();
        tenant.adminSends(Map.of("privileges", List.of("Manage users", "Manage all teams", "Manage teams")))
                .put("/role/Provider").then().statusCode(200);
        Scim provider = Scim.as(tenant.name(), tenant.created("Provider"));
        for (String members : List.of("[]", "[{'value':'" + scim.created("other") + "'}]")) {
            provider.sends("{'schemas':['" + GROUP + "'],'displayName':'New','members':" + members + "}")
                    .put("/Groups/" + group).then().statusCode(403);
        }
        provider.call().delete("/Groups/" + group).then().statusCode(403);
        scim.find("Users", "groups.display eq \"Staff\"").then().body("totalResults", is(6002));
        assertThat(movedAtOnce(), is(empty()));
    }

    /** Written past the service. */
    private List<String> many(int users) {
        return TestDatabase.column("""
                insert into app_user (tenant_id, id, login_id, login_key, first_name, last_name, team_id, extension, disabled,
                    change_password, credential_version, version, modified_at, name_key, search_text)
                select t.id, u.id, u.id, u.id, 'F', 'L', (select m.id from team m where m.tenant_id = t.id and m.name = 'Staff'),
                    right(translate(cast(u.id as text), 'abcdef-', '123456'), 16), false, false, 1, 1, now(), '', ''
                from tenant t, (select gen_random_uuid() as id from generate_series(1, ?)) u where t.name = ? returning id""",
                users,
                tenant.name());
    }
}
