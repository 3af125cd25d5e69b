package org.callroster.bulk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/**
 * A line of a bulk is judged as the single call would (fleet section 3): two equal tenants get the same changes, one by single
 * calls, the other in bulks.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LinesLikeSingleCallsTest {

    /** An operation and its body; the login id stands first in it. */
    private static final List<String> STEPS = List.of(
            "create {'loginId':'plain','firstName':'A','lastName':'B','team':'Staff'}",
            "create {'loginId':'null','firstName':'A','lastName':'B','team':'Staff','roles':null,'skills':null,'email':null}",
            "create {'loginId':'without','firstName':'A','lastName':'B','team':'Staff','roles':[]}",
            "create {'loginId':'with','firstName':'A','lastName':'B','team':'Sales','roles':['Coach','Agent'],"
                    + "'skills':{'English':80,'German':0}}",
            "create {'loginId':'read','firstName':'A','lastName':'B','team':'Staff','etag':'1','access':{},'loginInfo':{}}",
            "create {'loginId':'texts','firstName':' A ','lastName':'B','team':'Staff','disabled':'true',"
                    + "'changePassword':'true','workPhone':493055,'extension':777}",
            "create {'loginId':'blank','firstName':'A','lastName':'B','team':'Staff','workPhone':'','email':'','extension':''}",
            "create {'loginId':'secret','firstName':'A','lastName':'B','team':'Staff','password':'Plenty of rope, 42 m'}",
            "create {'loginId':'weak','firstName':'A','lastName':'B','team':'Staff','password':'short'}",
            "create {'loginId':'PLAIN','firstName':'A','lastName':'B','team':'Staff'}",
            "create {'loginId':'taken','firstName':'A','lastName':'B','team':'Staff','extension':'777'}",
            "create {'loginId':'nowhere','firstName':'A','lastName':'B','team':'Nowhere'}",
            "create {'loginId':'noname','firstName':'','lastName':'B','team':'Staff'}",
            "create {'loginId':'missing','lastName':'B','team':'Staff'}",
            "create {'loginId':'norole','firstName':'A','lastName':'B','team':'Staff','roles':['None']}",
            "create {'loginId':'noskill','firstName':'A','lastName':'B','team':'Staff','skills':{'None':1}}",
            "create {'loginId':'level','firstName':'A','lastName':'B','team':'Staff','skills':{'English':101}}",
            "create {'loginId':'unknown','firstName':'A','lastName':'B','team':'Staff','firstname':'C'}",
            "create {'loginId':'number','firstName':'A','lastName':'B','team':'Staff','extension':'x1'}",
            "create {'loginId':'control','firstName':'A\\u0000','lastName':'B','team':'Staff'}",
            "update {'loginId':'plain','lastName':'C','team':'Sales','roles':['Coach'],'skills':{'German':7}}",
            "update {'loginId':'PLAIN','lastName':'C'}",
            "update {'loginId':'plain','roles':null,'skills':null,'team':null,'email':'a@b.example'}",
            "update {'loginId':'plain','roles':[],'skills':{},'email':''}",
            "update {'loginId':'plain','extension':''}",
            "update {'loginId':'plain','extension':'777'}",
            "update {'loginId':'plain','disabled':true,'changePassword':true}",
            "update {'loginId':'plain','disabled':false}",
            "update {'loginId':'plain','password':'Plenty of rope, 43 m'}",
            "update {'loginId':'plain','password':'plain plain plain'}",
            "update {'loginId':'plain','firstName':''}",
            "update {'loginId':'plain','team':'Nowhere'}",
            "update {'loginId':'plain','wrong':1}",
            "update {'loginId':'nobody','lastName':'C'}",
            "update {'loginId':'admin','roles':[]}",
            "update {'loginId':'admin','disabled':true}",
            "delete {'loginId':'with'}",
            "delete {'loginId':'nobody'}",
            "delete {'loginId':'admin'}");

    private final SmallTenant single = SmallTenant.create();
    private final SmallTenant bulk = SmallTenant.create();

    /** The supervisor may change the team Staff, has fewer privileges than the administrator, and must not give more. */
    @ParameterizedTest
    @ValueSource(strings = { "admin", "supervisor" })
    void equalChangesHaveEqualOutcomes(String caller) {
        for (SmallTenant tenant : List.of(single, bulk)) {
            tenant.admin().put("/team/Sales").then().statusCode(200);
            tenant.admin().put("/skill/English").then().statusCode(200);
            tenant.admin().put("/skill/German").then().statusCode(200);
            tenant.adminSends(Map.of("privileges", List.of("Use agent desktop"), "assignToNewUsers", true)).put("/role/Agent")
                    .then()
                    .statusCode(200);
            tenant.adminSends(Map.of("privileges", List.of("View audit"))).put("/role/Coach").then().statusCode(200);
            tenant.adminSends(Map.of("privileges", List.of("Manage users", "Use agent desktop"))).put("/role/Supervisor").then()
                    .statusCode(200);
            tenant.adminSends(Map.of("loginId", "supervisor", "firstName", "S", "lastName", "V", "team", "Sales", "roles",
                    List.of("Supervisor"))).post("/user").then().statusCode(200);
            tenant.superviseStaff("supervisor");
        }
        for (String step : STEPS) {
            String mode = step.substring(0, 6);
            String body = step.substring(7).replace('\'', '"');
            String login = body.replaceFirst(".\"loginId\":\"([^\"]*)\".*", "$1");
            assertThat(step, inBulk(caller, mode, body), is(alone(caller, mode, login, body)));
            assertThat(step, user(bulk, login), is(user(single, login)));
        }
        assertThat(audit(bulk), is(audit(single)));
    }

    private String alone(String caller, String mode, String login, String body) {
        RequestSpecification request = Api.as(single.name(), caller).contentType(ContentType.JSON);
        Response answer = switch (mode) {
            case "create" -> request.body(body).post("/user");
            case "update" -> request.body(body).put("/user/{login}", login);
            default -> request.delete("/user/{login}", login);
        };
        return answer.statusCode() == 200 ? "done" : refusal(answer.jsonPath());
    }

    private String inBulk(String caller, String mode, String body) {
        Response answer = Api.as(bulk.name(), caller).contentType("application/x-ndjson").header("Prefer", "wait")
                .body(body.getBytes(StandardCharsets.UTF_8)).post("/bulk/user?mode=" + mode);
        JsonPath line = JsonPath.from(answer.asString().lines().findFirst().orElseThrow());
        return line.getString("outcome").equals("failed") ? refusal(line) : "done";
    }

    private static String refusal(JsonPath refused) {
        return refused.getString("error") + ": " + refused.getString("error_description");
    }

    private static String user(SmallTenant tenant, String login) {
        return tenant.admin().get("/user/{login}", login).asString();
    }

    /** What was done to whom, the latest first. */
    private static List<String> audit(SmallTenant tenant) {
        List<String> events = new ArrayList<>();
        for (Map<String, Object> event : tenant.admin().get("/audit?limit=1000").jsonPath().<
                Map<String, Object>>getList("events")) {
            events.add(
                    event.get("kind") + " " + event.get("subject") + " " + event.get("before") + " " + event.get("after") + " "
                            + event.get("reason"));
        }
        return events;
    }
}
