package org.callroster.role;

import java.util.List;
import java.util.Map;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.caller.Privilege;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

/** Contract section 1: the last enabled user with Manage roles can't be deleted, disabled or demoted. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LastRoleManagerTest {

    private final SmallTenant tenant = SmallTenant.create();

    @Test
    void theLastIsNotDeleted() {
        conflict(tenant.admin().delete("/user/admin"));
    }

    @Test
    void theLastIsNotDisabled() {
        conflict(tenant.adminSends(Map.of("disabled", true)).put("/user/admin"));
        conflict(tenant.adminSends(Map.of("disabled", "true", "firstName", "X")).put("/user/admin"));
        tenant.admin().get("/user/admin").then().body("disabled", is(false)).body("firstName", is("Ada"));
    }

    @Test
    void theLastIsNotDemoted() {
        tenant.admin().put("/role/Nothing").then().statusCode(200);
        conflict(tenant.adminSends(Map.of("roles", List.of())).put("/user/admin"));
        conflict(tenant.adminSends(Map.of("roles", List.of("Nothing"))).put("/user/admin"));
        tenant.admin().get("/user/admin").then().body("roles", is(List.of("Everything")));
    }

    @Test
    void hisRoleIsNotTakenFromHim() {
        conflict(tenant.adminSends(Map.of("privileges", List.of())).put("/role/Everything"));
        conflict(tenant.adminSends(Map.of("privileges", List.of("Manage users"))).put("/role/Everything"));
        tenant.admin().delete("/role/Everything").then().statusCode(409)
                .body("error_description", is("role is in use by 1 user"));
        tenant.admin().put("/role/Everything").then().statusCode(200).body("privileges.size()", is(Privilege.values().length));
    }

    @Test
    void aDisabledOneDoesNotCount() {
        String other = tenant.created("Everything");
        tenant.adminSends(Map.of("disabled", true)).put("/user/" + other).then().statusCode(200);
        conflict(tenant.admin().delete("/user/admin"));
    }

    @Test
    void anyOtherChangeOfTheLastIsFine() {
        tenant.adminSends(Map.of("firstName", "X", "disabled", false, "roles", List.of("Everything"))).put("/user/admin")
                .then().statusCode(200);
        tenant.adminSends(Map.of("privileges", List.of("Manage roles"))).put("/role/Other").then().statusCode(200);
        tenant.adminSends(Map.of("roles", List.of("Other"))).put("/user/admin").then().statusCode(200);
    }

    @Test
    void theLastButOneMayGo() {
        String other = tenant.created("Everything");
        tenant.admin().delete("/user/" + other).then().statusCode(200);
        String third = tenant.created("Everything");
        Api.as(tenant.name(), third).delete("/user/admin").then().statusCode(200);
        conflict(Api.as(tenant.name(), third).delete("/user/" + third));
    }

    @RepeatedTest(5)
    void ofTwoRacingDemotionsOneIsRefused() {
        List<String> both = List.of("admin", tenant.created("Everything"));
        both.forEach(loginId -> Api.as(tenant.name(), loginId).get("/role").then().statusCode(200));
        List<Integer> statuses = Api.atOnce(2,
                i -> Api.sends(tenant.name(), both.get(i), Map.of("roles", List.of())).put("/user/" + both.get(1 - i)));
        assertOneOf(statuses);
    }

    @RepeatedTest(5)
    void whicheverWayTheLastTwoAreTakenOneIsLeft() {
        List<String> both = List.of("admin", tenant.created("Everything"));
        both.forEach(loginId -> Api.as(tenant.name(), loginId).get("/role").then().statusCode(200));
        List<Integer> statuses = Api.atOnce(2, i -> i == 0 ? Api.as(tenant.name(), both.get(0)).delete("/user/" + both.get(1))
                : Api.sends(tenant.name(), both.get(1), Map.of("disabled", true)).put("/user/" + both.get(0)));
        assertOneOf(statuses);
    }

    /** The other is refused, or was too late to be anybody. */
    private static void assertOneOf(List<Integer> statuses) {
        assertThat(statuses, anyOf(containsInAnyOrder(200, 409), containsInAnyOrder(200, 403), containsInAnyOrder(200, 401)));
    }

    private static void conflict(Response answer) {
        answer.then().statusCode(409).body(is("{\"error\":\"conflict\","
                + "\"error_description\":\"this would leave no enabled user with the privilege Manage roles\"}"));
    }
}
