package org.callroster.caller;

import java.util.List;
import java.util.Map;

import org.callroster.Api;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

/** Contract section 1: without Manage all teams a caller acts only on members of the teams he supervises. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ReachTest {

    private String supervisor;
    private String inside;
    private String outside;

    @BeforeEach
    void aSupervisorOfTwoTeams() {
        supervisor = Users.createdSupervisorOf("Sales", "Billing");
        inside = Users.created(Users.with("team", "Sales"));
        outside = Users.created(Users.with("team", "Customer Service"));
    }

    @Test
    void insideHisTeamsEveryCallWorks() {
        Map<String, Object> user = Users.with("team", "Billing");
        sends(user).post("/user").then().statusCode(200);
        Api.as(Api.EXAMPLE, supervisor).get("/user/" + inside).then().statusCode(200);
        sends(Map.of("firstName", "X", "password", "twelve chars")).put("/user/" + inside).then().statusCode(200);
        sends(Map.of("team", "Billing")).put("/user/" + inside).then().statusCode(200).body("team", is("Billing"));
        sends(Map.of("disabled", true)).put("/user/" + inside).then().statusCode(200);
        Api.as(Api.EXAMPLE, supervisor).get("/user/lock/" + inside).then().statusCode(200);
        Api.as(Api.EXAMPLE, supervisor).put("/user/lock/" + inside).then().statusCode(200);
        Api.as(Api.EXAMPLE, supervisor).delete("/user/" + inside).then().statusCode(200);
    }

    @Test
    void outsideThemEveryCallIsForbidden() {
        forbidden(Api.as(Api.EXAMPLE, supervisor).get("/user/" + outside));
        forbidden(sends(Users.with("team", "Customer Service")).post("/user"));
        forbidden(sends(Map.of("firstName", "X")).put("/user/" + outside));
        forbidden(sends(Map.of()).put("/user/" + outside));
        forbidden(Api.as(Api.EXAMPLE, supervisor).delete("/user/" + outside));
        forbidden(Api.as(Api.EXAMPLE, supervisor).get("/user/lock/" + outside));
        forbidden(Api.as(Api.EXAMPLE, supervisor).put("/user/lock/" + outside));
        Api.admin().get("/user/" + outside).then().statusCode(200).body("firstName", is("Sheila"));
    }

    @Test
    void nobodyIsMovedInOrOutOfReach() {
        forbidden(sends(Map.of("team", "Customer Service")).put("/user/" + inside));
        forbidden(sends(Map.of("team", "Sales")).put("/user/" + outside));
        Api.admin().get("/user/" + inside).then().body("team", is("Sales"));
        Api.admin().get("/user/" + outside).then().body("team", is("Customer Service"));
    }

    @Test
    void aLockOutsideHisTeamsStays() {
        String secret = Api.newSecret(Api.EXAMPLE, outside);
        for (int i = 0; i < 6; i++) {
            Api.requestToken(Api.EXAMPLE, outside, secret + "x").then().statusCode(401);
        }
        forbidden(Api.as(Api.EXAMPLE, supervisor).put("/user/lock/" + outside));
        Api.admin().get("/user/lock/" + outside).then().body("lockedOut", is(true));
    }

    @Test
    void oneWhoSupervisesNoTeamReachesNobody() {
        String nobodys = Users.createdSupervisorOf();
        forbidden(Api.as(Api.EXAMPLE, nobodys).get("/user/" + inside));
        forbidden(Api.as(Api.EXAMPLE, nobodys).get("/user/" + nobodys));
    }

    @Test
    void whoIsNotThereIsNotFound() {
        Api.as(Api.EXAMPLE, supervisor).get("/user/nobody").then().statusCode(404);
        Api.as(Api.EXAMPLE, supervisor).put("/user/lock/nobody").then().statusCode(404);
    }

    @Test
    void withManageAllTeamsNoTeamIsSupervised() {
        String integration = Users.createdWithRoles("HR Integration");
        Api.as(Api.EXAMPLE, integration).get("/user/" + outside).then().statusCode(200);
        Api.sends(Api.EXAMPLE, integration, Map.of("team", "Returns & Repairs")).put("/user/" + outside).then()
                .statusCode(200);
        Api.sends(Api.EXAMPLE, integration, Users.with("roles", List.of("Agent"))).post("/user").then().statusCode(200);
    }

    private RequestSpecification sends(Object body) {
        return Api.sends(Api.EXAMPLE, supervisor, body);
    }

    private static void forbidden(Response answer) {
        answer.then().statusCode(403).header("WWW-Authenticate", nullValue())
                .body(is("{\"error\":\"forbidden\",\"error_description\":\"the caller does not supervise this team\"}"));
    }
}
