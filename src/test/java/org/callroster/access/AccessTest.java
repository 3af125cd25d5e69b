package org.callroster.access;

import java.util.List;
import java.util.Map;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

/** {@code include=access}: why a user cannot log in (fleet section 2), and the help desk that repairs it (section 1). */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AccessTest {

    private static final String PASSWORD = "seven lazy zebras at noon";

    private final SmallTenant tenant = SmallTenant.create();

    @Test
    void aUserIsShownWithTheirAccessOnlyWhenItIsAskedFor() {
        String loginId = tenant.created();
        String plain = tenant.admin().get("/user/" + loginId).asString();
        assertThat(tenant.admin().get("/user/" + loginId + "?include=access").asString(),
                is(plain.substring(0, plain.length() - 1)
                        + ",\"access\":{\"can\":false,\"why\":\"no_password\",\"secretsLocked\":false}}"));
        assertThat(tenant.admin().get("/user/" + loginId + "?include=everything").asString(), is(plain));
    }

    @Test
    void aLockIsTold() {
        String loginId = withPassword();
        login(loginId, PASSWORD).then().statusCode(200);
        assertThat(access(loginId), endsWith("\"access\":{\"can\":true,\"secretsLocked\":false}}"));
        for (int i = 0; i < 6; i++) {
            login(loginId, "wrong").then().statusCode(401);
            Api.requestToken(tenant.name(), loginId, "wrong");
        }
        String time = "\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\"";
        assertThat(access(loginId), matchesPattern(".*\"access\":\\{\"can\":false,\"why\":\"locked\",\"since\":" + time
                + ",\"until\":" + time + ",\"failures\":6,\"ipAddress\":\"127\\.0\\.0\\.1\",\"secretsLocked\":true}}"));
    }

    /** What access says is what a login says. */
    @Test
    void loginAndAccessAgree() {
        String loginId = withPassword();
        assertAgree(loginId, null, 200);
        change(loginId, Map.of("changePassword", true));
        assertAgree(loginId, "password_change_required", 403);
        TestDatabase.execute("update app_user set password_set_at = now() - interval '100 days' where login_id = ?", loginId);
        tenant.adminSends(Map.of("maxPasswordAgeDays", 90)).put("/securitypolicy").then().statusCode(200);
        assertAgree(loginId, "password_expired", 403);
        change(loginId, Map.of("disabled", true));
        assertAgree(loginId, "disabled", 403);
    }

    @Test
    void theTagChangesWithTheAccess() {
        String loginId = withPassword();
        String before = tenant.admin().get("/user/" + loginId + "?include=access").header("ETag");
        tenant.admin().header("If-None-Match", before).get("/user/" + loginId + "?include=access").then().statusCode(304);
        for (int i = 0; i < 6; i++) {
            login(loginId, "wrong");
        }
        assertThat(tenant.admin().get("/user/" + loginId + "?include=access").header("ETag"), not(before));
        tenant.adminSends(Map.of("lastName", "X")).header("If-Match", before).put("/user/" + loginId).then().statusCode(200);
    }

    /** View users, Unlock users and Reset passwords, and nothing more. */
    @Test
    void aHelpDeskFindsUnlocksAndResetsAndNothingElse() {
        String loginId = withPassword();
        for (int i = 0; i < 6; i++) {
            login(loginId, "wrong");
        }
        String desk = desk("View users", "Unlock users", "Reset passwords", "Manage all teams");
        assertThat(Api.as(tenant.name(), desk).get("/user?lockedOut=true&include=access").path("users[0].access.why"),
                is("locked"));
        Api.as(tenant.name(), desk).put("/user/lock/" + loginId).then().statusCode(200).body(is("{\"lockedOut\":false}"));
        sends(desk, Map.of("password", "eight lazy zebras at noon", "changePassword", true)).put("/user/" + loginId).then()
                .statusCode(200);
        for (String attribute : List.of("firstName", "email", "extension", "team")) {
            sends(desk, Map.of(attribute, "1", "changePassword", true)).put("/user/" + loginId).then().statusCode(403)
                    .body("error", is("forbidden"));
        }
        sends(desk, Map.of("roles", List.of("Everything"))).put("/user/" + loginId).then().statusCode(403);
        sends(desk, tenant.somebody()).post("/user").then().statusCode(403).body("error", is("insufficient_scope"));
        Api.as(tenant.name(), desk).delete("/user/" + loginId).then().statusCode(403);
        Api.as(tenant.name(), desk).post("/secret/" + loginId).then().statusCode(403);
    }

    /** Otherwise a help desk could log in as an administrator. */
    @Test
    void aHelpDeskCannotTakeOverWhoHasMore() {
        String desk = desk("View users", "Unlock users", "Reset passwords", "Manage all teams");
        sends(desk, Map.of("password", "eight lazy zebras at noon")).put("/user/admin").then().statusCode(403);
        Api.as(tenant.name(), desk).put("/user/lock/admin").then().statusCode(403);
        String manager = tenant.created(role("Manage users"));
        sends(desk, Map.of("password", "eight lazy zebras at noon")).put("/user/" + manager).then().statusCode(403);
    }

    @Test
    void eachOfTheThreePrivilegesOpensItsCallsAlone() {
        String loginId = withPassword();
        String viewer = desk("View users", "Manage all teams");
        Api.as(tenant.name(), viewer).get("/user/lock/" + loginId).then().statusCode(200);
        Api.as(tenant.name(), viewer).get("/team").then().statusCode(200);
        Api.as(tenant.name(), viewer).put("/user/lock/" + loginId).then().statusCode(403);
        sends(viewer, Map.of("changePassword", true)).put("/user/" + loginId).then().statusCode(403);
        String unlocker = desk("Unlock users", "Manage all teams");
        Api.as(tenant.name(), unlocker).put("/user/lock/" + loginId).then().statusCode(200);
        Api.as(tenant.name(), unlocker).get("/user/" + loginId).then().statusCode(403);
        String resetter = desk("Reset passwords", "Manage all teams");
        sends(resetter, Map.of("changePassword", true)).put("/user/" + loginId).then().statusCode(200);
        Api.as(tenant.name(), resetter).put("/user/lock/" + loginId).then().statusCode(403);
    }

    /** Manage users contains the three, so callers who have it may give them. */
    @Test
    void aManagerOfUsersMayGiveWhatTheyContain() {
        String manager = desk("Manage users", "Manage all teams");
        Map<String, Object> user = tenant.somebody(role("View users"), role("Unlock users"), role("Reset passwords"));
        sends(manager, user).post("/user").then().statusCode(200);
        String viewer = desk("View users", "Manage users", "Manage all teams");
        sends(viewer, tenant.somebody(role("Manage roles"))).post("/user").then().statusCode(403);
    }

    @Test
    void aHelpDeskReachesItsTeamsAlone() {
        tenant.admin().put("/team/Other").then().statusCode(200);
        String loginId = withPassword();
        tenant.adminSends(Map.of("team", "Other")).put("/user/" + loginId).then().statusCode(200);
        String desk = desk("View users", "Unlock users", "Reset passwords");
        tenant.superviseStaff(desk);
        Api.as(tenant.name(), desk).get("/user/" + loginId).then().statusCode(403);
        Api.as(tenant.name(), desk).put("/user/lock/" + loginId).then().statusCode(403);
        sends(desk, Map.of("changePassword", true)).put("/user/" + loginId).then().statusCode(403);
    }

    private void assertAgree(String loginId, String why, int status) {
        login(loginId, PASSWORD).then().statusCode(status);
        assertThat(tenant.admin().get("/user/" + loginId + "?include=access").path("access.why"), is(why));
        assertThat(tenant.admin().get("/user?include=access&q=" + loginId).path("users[0].access.can"), is(why == null));
    }

    private String access(String loginId) {
        return tenant.admin().get("/user/" + loginId + "?include=access").asString();
    }

    private void change(String loginId, Map<String, Object> change) {
        tenant.adminSends(change).put("/user/" + loginId).then().statusCode(200);
    }

    private String withPassword() {
        String loginId = tenant.created(role("Use agent desktop"));
        change(loginId, Map.of("password", PASSWORD));
        return loginId;
    }

    private String desk(String... privileges) {
        return tenant.created(role(privileges));
    }

    private String role(String... privileges) {
        String name = String.join(" and ", privileges);
        tenant.adminSends(Map.of("privileges", List.of(privileges))).put("/role/" + Api.path(name)).then().statusCode(200);
        return name;
    }

    private RequestSpecification sends(String loginId, Object body) {
        return Api.sends(tenant.name(), loginId, body);
    }

    private Response login(String loginId, String password) {
        return given().contentType("application/json").body(Map.of("domain", tenant.name(), "username",
                loginId, "password", password, "application", "agentdesktop")).post("/session_login");
    }
}
