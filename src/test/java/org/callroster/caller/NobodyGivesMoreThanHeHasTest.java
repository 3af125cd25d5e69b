package org.callroster.caller;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static org.hamcrest.Matchers.is;

/** Contract section 1: nobody gives or takes over more than he has. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class NobodyGivesMoreThanHeHasTest {

    private static final String PHONES_TOO = "Phone Directory";

    private final String integration = "hr.sync";

    @Test
    void aRoleWithMoreIsNotGivenToANewUser() {
        Map<String, Object> user = Users.with("roles", List.of("Agent", PHONES_TOO));
        forbidden(sends(user).post("/user"));
        Api.admin().get("/user/" + user.get("loginId")).then().statusCode(404);
    }

    @Test
    void aRoleWithMoreIsNotGivenByDefaultEither() {
        SmallTenant tenant = SmallTenant.create();
        tenant.adminSends(Map.of("privileges", List.of("Manage users", "Manage all teams"))).put("/role/Integration").then()
                .statusCode(200);
        tenant.adminSends(Map.of("privileges", List.of("Manage phones"), "assignToNewUsers", true)).put("/role/Newcomer")
                .then().statusCode(200);
        Map<String, Object> user = tenant.somebody();
        user.remove("roles");
        forbidden(Api.sends(tenant.name(), tenant.created("Integration"), user).post("/user"));
        user.put("roles", List.of());
        Api.sends(tenant.name(), tenant.created("Integration"), user).post("/user").then().statusCode(200);
    }

    @Test
    void aRoleWithMoreIsNotGivenToAUserWhoIsThere() {
        String loginId = Users.created();
        forbidden(sends(Map.of("roles", List.of(PHONES_TOO))).put("/user/" + loginId));
        forbidden(sends(Map.of("roles", List.of("System Administrator"))).put("/user/" + integration));
        Api.admin().get("/user/" + loginId).then().body("roles", is(List.of("Agent")));
        Api.admin().get("/user/" + integration).then().body("roles", is(List.of("HR Integration")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"password\":\"twelve chars\"}", "{\"disabled\":true}", "{\"disabled\":false}",
            "{\"roles\":[]}", "{\"roles\":[\"Agent\"]}", "{\"email\":\"mine@example.com\"}", "{\"team\":\"Sales\"}",
            "{\"changePassword\":true}", "{\"extension\":\"7300001\"}", "{\"skills\":{}}" })
    void aUserWhoHasMoreIsNotChanged(String change) {
        String stronger = Users.createdWithRoles(PHONES_TOO);
        String before = Api.admin().get("/user/" + stronger).asString();
        forbidden(sends(change).put("/user/" + stronger));
        Api.admin().get("/user/" + stronger).then().body(is(before));
    }

    @Test
    void aUserWhoHasMoreIsNotDeleted() {
        String stronger = Users.createdWithRoles(PHONES_TOO);
        forbidden(Api.as(Api.EXAMPLE, integration).delete("/user/" + stronger));
        forbidden(Api.as(Api.EXAMPLE, integration).delete("/user/admin"));
        Api.admin().get("/user/" + stronger).then().statusCode(200);
    }

    @Test
    void aUserWhoHasMoreMayBeReadButNotUnlocked() {
        String stronger = Users.createdWithRoles(PHONES_TOO);
        Api.as(Api.EXAMPLE, integration).get("/user/" + stronger).then().statusCode(200);
        Api.as(Api.EXAMPLE, integration).put("/user/" + stronger).then().statusCode(200);
        Api.as(Api.EXAMPLE, integration).get("/user/lock/" + stronger).then().statusCode(200);
        forbidden(Api.as(Api.EXAMPLE, integration).put("/user/lock/" + stronger));
    }

    @Test
    void whatTheCallerHasHeMayGiveAndTake() {
        String loginId = Users.created();
        sends(Map.of("roles", List.of("Supervisor", "HR Integration"))).put("/user/" + loginId).then().statusCode(200);
        sends(Map.of("password", "twelve chars")).put("/user/" + loginId).then().statusCode(200);
        sends(Map.of("roles", List.of())).put("/user/" + loginId).then().statusCode(200).body("roles", is(List.of()));
    }

    @Test
    void aRoleWithMoreIsNeitherMadeNorEditedNorDeleted() {
        String editor = roleEditor();
        String path = "/role/" + UUID.randomUUID();
        forbidden(Api.sends(Api.EXAMPLE, editor, Map.of("privileges", List.of("Manage phones"))).put(path));
        Api.admin().delete(path).then().statusCode(404);
        Api.adminSends(Map.of("privileges", List.of("Manage phones"))).put(path).then().statusCode(200);
        forbidden(Api.sends(Api.EXAMPLE, editor, Map.of("privileges", List.of())).put(path));
        forbidden(Api.sends(Api.EXAMPLE, editor, Map.of("assignToNewUsers", true)).put(path));
        forbidden(Api.sends(Api.EXAMPLE, editor, Map.of()).put(path));
        forbidden(Api.as(Api.EXAMPLE, editor).delete(path));
        Api.admin().put(path).then().statusCode(200).body("privileges", is(List.of("Manage phones")))
                .body("assignToNewUsers", is(false));
    }

    @Test
    void aRoleWithNoMoreIsMadeEditedAndDeleted() {
        String editor = roleEditor();
        String path = "/role/" + UUID.randomUUID();
        Api.sends(Api.EXAMPLE, editor, Map.of("privileges", List.of("Manage roles"))).put(path).then().statusCode(200);
        Api.sends(Api.EXAMPLE, editor, Map.of("privileges", List.of())).put(path).then().statusCode(200);
        Api.as(Api.EXAMPLE, editor).delete(path).then().statusCode(200);
    }

    private static String roleEditor() {
        Api.adminSends(Map.of("privileges", List.of("Manage roles"))).put("/role/Role%20Editor").then().statusCode(200);
        return Users.createdWithRoles("Role Editor");
    }

    private RequestSpecification sends(Object body) {
        return Api.sends(Api.EXAMPLE, integration, body);
    }

    private static void forbidden(Response answer) {
        answer.then().statusCode(403).body(is("{\"error\":\"forbidden\","
                + "\"error_description\":\"the caller lacks a privilege that this change requires\"}"));
    }
}
