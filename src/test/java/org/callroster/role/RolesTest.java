package org.callroster.role;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.SteppedTicker;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

/** The directory calls for roles. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RolesTest {

    @Test
    void theListIsABareArrayInTheOrderOfNames() {
        SmallTenant tenant = SmallTenant.create();
        tenant.adminSends(Map.of("assignToNewUsers", "true")).put("/role/Agent").then().statusCode(200);
        tenant.admin().get("/role").then().statusCode(200).body(is("[{\"name\":\"Agent\",\"privileges\":[],"
                + "\"assignToNewUsers\":true},{\"name\":\"Everything\",\"privileges\":[\"Manage users\",\"View users\",\"Unlock users\",\"Reset passwords\","
                + "\"Manage all teams\","
                + "\"Manage teams\",\"Manage roles\",\"Manage skills\",\"Manage phones\",\"Manage security policy\","
                + "\"View audit\",\"Introspect tokens\",\"Use agent desktop\",\"Use wallboard\"],\"assignToNewUsers\":false}]"));
    }

    @Test
    void putMakesAndChangesARole() {
        String path = "/role/" + UUID.randomUUID();
        String name = path.substring("/role/".length());
        Api.admin().put(path).then().statusCode(200)
                .body(is("{\"name\":\"" + name + "\",\"privileges\":[],\"assignToNewUsers\":false}"));
        Api.adminSends(Map.of("privileges", List.of("View audit", "Manage users", "View audit"))).put(path).then()
                .body(is("{\"name\":\"" + name + "\",\"privileges\":[\"Manage users\",\"View audit\"],"
                        + "\"assignToNewUsers\":false}"));
        Api.adminSends(Map.of("name", name)).put(path).then().statusCode(200)
                .body("privileges", is(List.of("Manage users", "View audit")));
        Api.adminSends(Map.of("privileges", List.of())).put(path).then().statusCode(200).body("privileges", is(List.of()));
        Api.admin().delete(path).then().statusCode(200).body(is("OK"));
        Api.admin().delete(path).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = { "Manage everything", "manage users", "MANAGE_USERS", "" })
    void anUnknownPrivilegeIsRefused(String privilege) {
        Api.adminSends(Map.of("privileges", List.of("View audit", privilege))).put("/role/New").then().statusCode(400)
                .body("violations[0].field", is("privileges[1]"))
                .body("violations[0].message", startsWith("is not a privilege"));
        Api.admin().delete("/role/New").then().statusCode(404);
    }

    @Test
    void aRoleInUseIsNotDeletedAndSaysByWhat() {
        String role = "Role-" + UUID.randomUUID();
        Api.admin().put("/role/" + role).then().statusCode(200);
        String loginId = Users.createdWithRoles(role);
        Api.admin().delete("/role/" + role).then().statusCode(409)
                .body(is("{\"error\":\"conflict\",\"error_description\":\"role is in use by 1 user\"}"));
        Users.createdWithRoles(role, "Agent");
        Api.admin().delete("/role/" + role).then().statusCode(409)
                .body("error_description", is("role is in use by 2 users"));
        Api.admin().get("/user/" + loginId).then().body("roles", is(List.of(role)));
    }

    @Test
    void aChangedRoleChangesWhatItsUsersMayDo() throws InterruptedException {
        String role = "Role-" + UUID.randomUUID();
        Api.adminSends(Map.of("privileges", List.of("Manage teams"))).put("/role/" + role).then().statusCode(200);
        String loginId = Users.createdWithRoles(role);
        Api.as(Api.EXAMPLE, loginId).get("/team").then().statusCode(200);
        Api.adminSends(Map.of("privileges", List.of("Manage skills"))).put("/role/" + role).then().statusCode(200);
        SteppedTicker.passASecond();
        Api.as(Api.EXAMPLE, loginId).get("/team").then().statusCode(403);
        Api.as(Api.EXAMPLE, loginId).get("/skill").then().statusCode(200);
    }
}
