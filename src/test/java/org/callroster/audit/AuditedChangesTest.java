package org.callroster.audit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.callroster.Api;
import org.callroster.ContractCalls;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

/** Every change of every kind leaves one event, with the attributes that changed before and after it (fleet section 5). */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AuditedChangesTest {

    private static final String PASSWORD = "Plenty of rope, 42 m";

    /** @param call as the OpenAPI document names it */
    record Change(String call, String path, String body, String kind, String before, String after) {

        String method() {
            return call.substring(0, call.indexOf(' '));
        }

        @Override
        public String toString() {
            return kind + " by " + call;
        }
    }

    private static Change change(String call, String path, String body, String kind, String before, String after) {
        return new Change(call, path, body, kind, before, after);
    }

    static List<Change> changes() {
        String user = "PUT /user/{loginId}";
        return List.of(
                change("POST /user", "/user", "{\"loginId\":\"new\",\"firstName\":\"N\",\"lastName\":\"W\",\"team\":\"Staff\","
                        + "\"extension\":\"77\",\"skills\":{\"Skill\":3},\"roles\":[\"Role\"],\"password\":\"" + PASSWORD
                        + "\"}",
                        "user created", "null", "{loginId=new, firstName=N, lastName=W, extension=77, disabled=false,"
                                + " changePassword=false, team=Staff, skills={Skill=3}, roles=[Role], password=set}"),
                change(user, "/user/ann", "{\"lastName\":\"B\",\"email\":\"a@b.c\"}", "user updated", "{lastName=Jones}",
                        "{lastName=B, email=a@b.c}"),
                change(user, "/user/ann", "{\"team\":\"Team\"}", "user moved", "{team=Staff}", "{team=Team}"),
                change(user, "/user/ann", "{\"disabled\":true,\"lastName\":\"B\"}", "user disabled",
                        "{lastName=Jones, disabled=false}", "{lastName=B, disabled=true}"),
                change(user, "/user/off", "{\"disabled\":false}", "user enabled", "{disabled=true}", "{disabled=false}"),
                change(user, "/user/ann", "{\"roles\":[\"Role\",\"Everything\"],\"skills\":{\"Skill\":50}}", "user updated",
                        "{skills={}, roles=[]}", "{skills={Skill=50}, roles=[Everything, Role]}"),
                change(user, "/user/ann", "{\"password\":\"" + PASSWORD + "\",\"changePassword\":true}",
                        "user updated, password set", "{changePassword=false}", "{changePassword=true, password=set}"),
                change("DELETE /user/{loginId}", "/user/ann", "", "user deleted",
                        "{loginId=ann, firstName=Ann, lastName=Jones, extension=4711, disabled=false, changePassword=false,"
                                + " team=Staff, skills={}, roles=[]}",
                        "null"),
                change("PUT /user/lock/{loginId}", "/user/lock/locked", "", "lock cleared", "{lockedOut=true, failures=6}",
                        "{lockedOut=false, failures=0}"),
                change("PUT /supervisor/{loginId}", "/supervisor/ann", "{\"teams\":[\"Team\",\"Staff\"]}",
                        "supervised teams changed", "{teams=[]}", "{teams=[Staff, Team]}"),
                change("POST /secret/{loginId}", "/secret/ann", "{\"expires_at\":\"2099-01-31T12:00:00Z\"}", "secret made",
                        "null", "{secret=ID, expiresAt=2099-01-31T12:00:00.000Z}"),
                change("DELETE /secret/{loginId}/{id}", "/secret/ann/ID", "", "secret removed", "{secret=ID}", "null"),
                change("POST /scimtoken/{loginId}", "/scimtoken/ann",
                        "{\"name\":\"Entra\",\"expires_at\":\"2027-01-31T12:00:00Z\"}", "scim token made", "null",
                        "{token=ID, name=Entra, expiresAt=2027-01-31T12:00:00.000Z, ignorePasswords=false}"),
                change("DELETE /scimtoken/{loginId}/{id}", "/scimtoken/ann/TOKEN", "", "scim token ended", "{token=ID}",
                        "null"),
                change("PUT /scimsetting", "/scimsetting", "{\"defaultTeam\":\"Team\"}", "default team changed", "null",
                        "{defaultTeam=Team}"),
                change("PUT /team/{name}", "/team/New", "", "team created", "null", "{name=New}"),
                change("PUT /team/{name}", "/team/Team", "{\"name\":\"T2\"}", "team renamed", "{name=Team}", "{name=T2}"),
                change("DELETE /team/{name}", "/team/Team", "", "team deleted", "{name=Team}", "null"),
                change("PUT /skill/{name}", "/skill/New", "", "skill created", "null", "{name=New}"),
                change("PUT /skill/{name}", "/skill/Skill", "{\"name\":\"S2\"}", "skill renamed", "{name=Skill}", "{name=S2}"),
                change("DELETE /skill/{name}", "/skill/Skill", "", "skill deleted", "{name=Skill}", "null"),
                change("PUT /role/{name}", "/role/New", "{\"privileges\":[\"View audit\"]}", "role written", "null",
                        "{name=New, privileges=[View audit], assignToNewUsers=false}"),
                change("PUT /role/{name}", "/role/Role", "{\"assignToNewUsers\":true}", "role written",
                        "{assignToNewUsers=false}", "{assignToNewUsers=true}"),
                change("PUT /role/{name}", "/role/Role", "{\"name\":\"R2\",\"privileges\":[\"View audit\"]}",
                        "role privileges changed", "{name=Role, privileges=[]}", "{name=R2, privileges=[View audit]}"),
                change("PUT /role/{name}", "/role/Role", "{\"name\":\"R2\"}", "role renamed", "{name=Role}", "{name=R2}"),
                change("DELETE /role/{name}", "/role/Role", "", "role deleted",
                        "{name=Role, privileges=[], assignToNewUsers=false}", "null"),
                change("PUT /phone/ext/{number}", "/phone/ext/1",
                        "{\"media\":\"voice\",\"type\":\"phone\",\"extension\":\"5\",\"displayName\":\"D\"}",
                        "access number written", "{type=unassigned}", "{type=phone, extension=5, displayName=D}"),
                change("DELETE /phone/ext/{number}", "/phone/ext/1", "", "access number deleted",
                        "{media=voice, type=unassigned}", "null"),
                change("PUT /phone/pool", "/phone/pool", "{\"ranges\":[]}", "extension pool changed",
                        "{ranges=[{from=100, to=9999}]}", "{ranges=[]}"),
                change("PUT /securitypolicy", "/securitypolicy", "{\"minPasswordLength\":14}", "security policy changed",
                        "{minPasswordLength=12}", "{minPasswordLength=14}"));
    }

    private final SmallTenant tenant = SmallTenant.create();
    private String secret;
    private String token;

    @BeforeEach
    void everythingToChange() {
        List.of("/team/Team", "/skill/Skill", "/role/Role").forEach(path -> tenant.admin().put(path).then().statusCode(200));
        user("ann", "4711");
        user("off", "4712");
        tenant.adminSends(Map.of("disabled", true)).put("/user/off").then().statusCode(200);
        user("locked", "4713");
        for (int i = 0; i < 6; i++) {
            Api.requestToken(tenant.name(), "locked", "wrong").then().statusCode(401);
        }
        tenant.adminSends("{\"media\":\"voice\",\"type\":\"unassigned\"}").put("/phone/ext/1").then().statusCode(200);
        tenant.adminSends("").post("/secret/ann").then().statusCode(200);
        secret = tenant.admin().get("/secret/ann").path("[0].id");
        token = tenant.adminSends("{\"name\":\"Okta\"}").post("/scimtoken/ann").then().statusCode(200).extract().path("id");
        TestDatabase.execute("delete from audit where tenant_id = (select id from tenant where name = ?)", tenant.name());
    }

    private void user(String login, String extension) {
        Map<String, Object> user = tenant.somebody();
        user.putAll(Map.of("loginId", login, "firstName", "Ann", "extension", extension));
        tenant.adminSends(user).post("/user").then().statusCode(200);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void oneEventTellsWhatChanged(Change change) {
        tenant.adminSends(change.body).header("X-Request-Id", "the-request")
                .request(change.method(), change.path.replace("ID", secret).replace("TOKEN", token)).then().statusCode(200);
        JsonPath events = tenant.admin().get("/audit").then().statusCode(200).extract().jsonPath();
        assertThat(events.prettify(), events.getList("events").size(), is(1));
        assertThat(events.getString("events[0].kind"), is(change.kind));
        assertThat(named(events.get("events[0].before")), is(change.before));
        assertThat(named(events.get("events[0].after")), is(change.after));
        assertThat(events.getString("events[0].via"), is("api"));
        assertThat(events.getString("events[0].actor"), is("admin"));
        assertThat(events.getString("events[0].actorUid"), is(uid("admin")));
        assertThat(events.getString("events[0].ipAddress"), is("127.0.0.1"));
        assertThat(events.getString("events[0].request"), is("the-request"));
        assertThat(events.getString("events[0].credential"), is(notNullValue()));
        assertThat(events.prettify(), not(containsString(PASSWORD)));
        tenant.admin().get("/audit?request=the-request&actor=ADMIN&via=api").then().body("events.size()", is(1));
    }

    /** Logins and what follows from them have no caller; of a bulk, each line leaves what a single call would. */
    @Test
    void everyCallThatChangesSomethingIsHere() {
        Set<String> calls = ContractCalls.withToken().stream()
                .filter(call -> !call.method().equals("GET") && !call.path().startsWith("/bulk"))
                .map(call -> call.method() + " " + call.path()).collect(Collectors.toCollection(TreeSet::new));
        assertThat(changes().stream().map(Change::call).collect(Collectors.toCollection(TreeSet::new)), is(calls));
    }

    @Test
    void theSubjectIsTheUserWhateverTheLoginIs() {
        String first = uid("ann");
        tenant.adminSends(Map.of("lastName", "B")).put("/user/ann").then().statusCode(200);
        tenant.admin().delete("/user/ann").then().statusCode(200);
        user("ann", "4714");
        assertThat(tenant.admin().get("/audit?subject=Ann").path("events.subjectUid"),
                is(List.of(uid("ann"), first, first)));
    }

    @Test
    void aFailedLoginStandsWhereItsLastTryWas() {
        Api.requestToken(tenant.name(), "ann", "wrong").then().statusCode(401);
        tenant.adminSends(Map.of("lastName", "B")).put("/user/off").then().statusCode(200);
        Api.requestToken(tenant.name(), "ann", "wrong").then().statusCode(401);
        List<String> kinds = tenant.admin().get("/audit").path("events.kind");
        assertThat(kinds.get(0), is("login failed"));
    }

    @Test
    void whatAUserSetsAgainLeavesNoEventAndNoNewVersion() {
        String etag = tenant.admin().get("/user/ann").header("ETag");
        String whole = tenant.admin().get("/user/ann").asString();
        tenant.adminSends(whole).put("/user/ann").then().statusCode(200).body(is(whole));
        assertThat(tenant.admin().get("/user/ann").header("ETag"), is(etag));
        tenant.admin().get("/audit").then().body("events.size()", is(0));
    }

    private String named(Object values) {
        return String.valueOf(values).replace(secret, "ID").replace(token, "ID")
                .replaceAll("(secret|token)=[0-9a-f]{8}-[0-9a-f-]{27}", "$1=ID");
    }

    private String uid(String login) {
        return TestDatabase.value("select id from app_user where login_id = ? and tenant_id = (select id from tenant"
                + " where name = ?)", login, tenant.name());
    }
}
