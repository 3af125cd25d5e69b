package org.callroster.caller;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.callroster.Api;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/**
 * Contract section 1: callers don't act on users who supervise a team that the callers don't reach: with a secret or password of
 * such a user they would reach it.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SupervisedTeamsTest {

    private String caller;
    private String target;

    @BeforeEach
    void aSupervisorOfOneTeamAndAMemberOfItWhoSupervisesTwo() {
        caller = Users.createdSupervisorOf("Sales");
        target = Users.createdSupervisorOf("Sales", "Billing");
        Api.adminSends(Map.of("team", "Sales")).put("/user/" + target).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"password\":\"twelve chars\"}", "{\"disabled\":true}", "{\"disabled\":false}", "{\"roles\":[]}",
            "{\"roles\":[\"Supervisor\",\"Agent\"]}", "{\"email\":\"mine@example.com\"}", "{\"team\":\"Sales\"}",
            "{\"changePassword\":true}", "{\"extension\":\"7300002\"}", "{\"skills\":{}}" })
    void theUserIsNotChanged(String change) {
        String before = Api.admin().get("/user/" + target).asString();
        forbidden(Api.sends(Api.EXAMPLE, caller, change).put("/user/" + target));
        Api.admin().get("/user/" + target).then().body(is(before));
    }

    @Test
    void theUserIsNotDeleted() {
        forbidden(Api.as(Api.EXAMPLE, caller).delete("/user/" + target));
        Api.admin().get("/user/" + target).then().statusCode(200);
    }

    @Test
    void noSecretIsMadeOrEnded() {
        Api.newSecret(Api.EXAMPLE, target);
        String id = Api.admin().get("/secret/" + target).path("[0].id");
        forbidden(Api.as(Api.EXAMPLE, caller).post("/secret/" + target));
        forbidden(Api.as(Api.EXAMPLE, caller).delete("/secret/" + target + "/" + id));
        Api.admin().get("/secret/" + target).then().body("id", is(List.of(id)));
    }

    @Test
    void theLockIsNotCleared() {
        lock(target);
        forbidden(Api.as(Api.EXAMPLE, caller).put("/user/lock/" + target));
        Api.admin().get("/user/lock/" + target).then().body("lockedOut", is(true));
    }

    @Test
    void theLockOfAUserWithMorePrivilegesIsNotClearedEither() {
        String stronger = Users.created(Users.with("roles", List.of("Phone Directory")));
        lock(stronger);
        Api.as(Api.EXAMPLE, "hr.sync").put("/user/lock/" + stronger).then().statusCode(403).body("error", is("forbidden"));
        Api.admin().get("/user/lock/" + stronger).then().body("lockedOut", is(true));
    }

    @Test
    void ofManyAtOnceNoneSucceeds() {
        Api.token(Api.EXAMPLE, caller);
        assertThat(Api.atOnce(8, i -> i % 2 == 0 ? Api.as(Api.EXAMPLE, caller).put("/user/lock/" + target)
                : Api.as(Api.EXAMPLE, caller).post("/secret/" + target)), is(Collections.nCopies(8, 403)));
    }

    @Test
    void allMayBeRead() {
        for (String path : new String[] { "/user/", "/user/lock/", "/secret/" }) {
            Api.as(Api.EXAMPLE, caller).get(path + target).then().statusCode(200);
        }
        Api.as(Api.EXAMPLE, caller).put("/user/" + target).then().statusCode(200);
    }

    @Test
    void thoseWhoReachAllItsTeamsMay() {
        for (String may : new String[] { Users.createdSupervisorOf("Billing", "Sales"), "hr.sync" }) {
            lock(target);
            Api.as(Api.EXAMPLE, may).put("/user/lock/" + target).then().statusCode(200);
            Api.sends(Api.EXAMPLE, may, Map.of("password", "twelve chars", "roles", List.of("Supervisor")))
                    .put("/user/" + target)
                    .then().statusCode(200);
            String id = Api.as(Api.EXAMPLE, may).get("/secret/" + target).path("[0].id");
            Api.as(Api.EXAMPLE, may).delete("/secret/" + target + "/" + id).then().statusCode(200);
        }
        Api.as(Api.EXAMPLE, "hr.sync").delete("/user/" + target).then().statusCode(200);
    }

    /** Past six wrong secrets. */
    private static void lock(String loginId) {
        Api.newSecret(Api.EXAMPLE, loginId);
        for (int i = 0; i < 6; i++) {
            Api.requestToken(Api.EXAMPLE, loginId, "wrong").then().statusCode(401);
        }
    }

    private static void forbidden(Response answer) {
        answer.then().statusCode(403).body(is("{\"error\":\"forbidden\","
                + "\"error_description\":\"the user supervises a team that the caller does not\"}"));
    }
}
