package org.callroster.supervisor;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;

/** {@code /configapi/v2/supervisor/{loginId}}: fleet section 4. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SupervisorTest {

    private final SmallTenant tenant = SmallTenant.create();
    private String loginId;

    @BeforeEach
    void makeTeamsAndAUser() {
        List.of("A", "B", "C").forEach(team -> tenant.admin().put("/team/" + team).then().statusCode(200));
        loginId = tenant.created();
    }

    @Test
    void theListReplacesTheOneBefore() {
        tenant.admin().get("/supervisor/" + loginId).then().statusCode(200).body(is("{\"teams\":[]}"));
        put("B", "A", "B").then().statusCode(200).body(is("{\"teams\":[\"A\",\"B\"]}"));
        put("C", "B").then().statusCode(200).body(is("{\"teams\":[\"B\",\"C\"]}"));
        tenant.admin().get("/supervisor/" + loginId).then().body(is("{\"teams\":[\"B\",\"C\"]}"));
        put().then().statusCode(200).body(is("{\"teams\":[]}"));
        tenant.admin().get("/audit?user=" + loginId + "&kind=supervised%20teams%20changed").then()
                .body("events.actor", is(List.of("admin", "admin", "admin")));
    }

    @Test
    void supervisionIsReach() {
        tenant.adminSends(Map.of("privileges", List.of("Manage users"))).put("/role/Boss").then().statusCode(200);
        String boss = tenant.created("Boss");
        supervisedBy(boss, "Staff");
        Api.as(tenant.name(), boss).get("/user/" + loginId).then().statusCode(200);
        supervisedBy(boss, "A");
        String token = Api.newToken(tenant.name(), boss);
        Api.withToken(token).get("/user/" + loginId).then().statusCode(403);
    }

    @Test
    void callersCannotGiveMoreReachThanTheyHave() {
        tenant.adminSends(Map.of("privileges", List.of("Manage users"))).put("/role/Boss").then().statusCode(200);
        String boss = tenant.created("Boss");
        supervisedBy(boss, "Staff", "A");
        Api.sends(tenant.name(), boss, Map.of("teams", List.of("A", "Staff"))).put("/supervisor/" + loginId).then()
                .statusCode(200);
        Api.sends(tenant.name(), boss, Map.of("teams", List.of("A", "B"))).put("/supervisor/" + loginId).then().statusCode(403)
                .body("error", is("forbidden"));
        Api.sends(tenant.name(), boss, Map.of("teams", List.of("A", "B"))).put("/supervisor/" + boss).then().statusCode(403);
        tenant.admin().get("/supervisor/" + loginId).then().body(is("{\"teams\":[\"A\",\"Staff\"]}"));
        put("C");
        Api.sends(tenant.name(), boss, Map.of("teams", List.of())).put("/supervisor/" + loginId).then().statusCode(403);
    }

    @Test
    void whoIsOutOfReachIsNotShown() {
        tenant.adminSends(Map.of("privileges", List.of("View users"))).put("/role/Viewer").then().statusCode(200);
        String viewer = tenant.created("Viewer");
        Api.as(tenant.name(), viewer).get("/supervisor/" + loginId).then().statusCode(403);
    }

    @Test
    void unknownUsersAndTeamsAreNotFound() {
        tenant.admin().get("/supervisor/nobody").then().statusCode(404).body("error_description", is("user not found"));
        tenant.adminSends(Map.of("teams", List.of())).put("/supervisor/nobody").then().statusCode(404);
        put("A", "Nowhere").then().statusCode(404).body("error_description", is("user team not found"));
        SmallTenant other = SmallTenant.create();
        other.admin().put("/team/Theirs").then().statusCode(200);
        put("Theirs").then().statusCode(404);
        other.admin().get("/supervisor/" + loginId).then().statusCode(404);
        tenant.admin().get("/supervisor/" + loginId).then().body(is("{\"teams\":[]}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = { "{};teams", "{\"teams\":null};teams", "{\"teams\":[\"\"]};teams[0]",
            "{\"teams\":[\"A\",null]};teams[1]", "{\"teams\":\"A\"};teams", "{\"teams\":[{}]};teams[0]", "{\"team\":[]};team" })
    void badBodiesAreNamed(String body, String field) {
        tenant.adminSends(body).put("/supervisor/" + loginId).then().statusCode(400).body("violations[0].field", is(field));
    }

    @Test
    void aThousandTeamsAreTheMost() {
        tenant.adminSends(Map.of("teams", IntStream.range(0, 1001).mapToObj(String::valueOf).toList()))
                .put("/supervisor/" + loginId)
                .then().statusCode(400).body("violations[0].message", is("has more than 1000 names"));
    }

    @Test
    void ofManyListsAtOnceOneIsLeftWhole() {
        List<Integer> answers = Api.atOnce(16, i -> i % 2 == 0 ? put("A", "B") : put("B", "C"));
        assertThat(answers, everyItem(is(200)));
        assertThat(tenant.admin().get("/supervisor/" + loginId).asString(),
                anyOf(is("{\"teams\":[\"A\",\"B\"]}"), is("{\"teams\":[\"B\",\"C\"]}")));
    }

    @Test
    void aTeamThatIsDeletedMeanwhileIsNotFoundOrInUse() {
        List<Integer> answers =
                Api.atOnce(12, i -> i % 3 == 0 ? tenant.admin().delete("/team/C") : i % 3 == 1 ? put("C") : put("A"));
        assertThat(answers, everyItem(is(oneOf(200, 404, 409))));
    }

    private void supervisedBy(String user, String... teams) {
        tenant.adminSends(Map.of("teams", List.of(teams))).put("/supervisor/" + user).then().statusCode(200);
    }

    private Response put(String... teams) {
        return tenant.adminSends(Map.of("teams", List.of(teams))).put("/supervisor/" + loginId);
    }
}
