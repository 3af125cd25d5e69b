package org.callroster.policy;

import java.util.List;
import java.util.Map;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;

import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** GET and PUT /securitypolicy. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SecurityPolicyTest {

    private static final String DEFAULTS = "{\"lockoutEnabled\":true,\"maxLoginAttempts\":6,"
            + "\"resetAttemptCountAfterMinutes\":30,\"lockoutDurationMinutes\":30,\"lockBySecrets\":true,"
            + "\"minAttemptIntervalSeconds\":0,\"minPasswordLength\":12,\"passwordHistory\":0,\"maxPasswordAgeDays\":0,"
            + "\"disableInactiveAfterDays\":0,\"sessionInactivityMinutes\":15,\"auditRetentionDays\":400}";

    private final SmallTenant tenant = SmallTenant.create();

    @Test
    void tenantThatSetNothingHasTheDefaults() {
        tenant.admin().get("/securitypolicy").then().statusCode(200).contentType(is("application/json")).body(is(DEFAULTS));
    }

    @Test
    void changeOfOneSettingLeavesTheOthersAndAnswersAll() {
        put(Map.of("maxLoginAttempts", 3)).statusCode(200);
        put(Map.of("lockBySecrets", false)).statusCode(200)
                .body(is(DEFAULTS.replace("Attempts\":6", "Attempts\":3").replace("Secrets\":true", "Secrets\":false")));
        put(Map.of("maxLoginAttempts", 4)).statusCode(200).body("maxLoginAttempts", is(4)).body("lockBySecrets", is(false));
    }

    @Test
    void everySettingCanBeChanged() {
        String all = "{\"lockoutEnabled\":false,\"maxLoginAttempts\":1,\"resetAttemptCountAfterMinutes\":2,"
                + "\"lockoutDurationMinutes\":0,\"lockBySecrets\":false,\"minAttemptIntervalSeconds\":3,"
                + "\"minPasswordLength\":64,\"passwordHistory\":4,\"maxPasswordAgeDays\":5,"
                + "\"disableInactiveAfterDays\":7,\"sessionInactivityMinutes\":8,\"auditRetentionDays\":9}";
        tenant.adminSends(all).put("/securitypolicy").then().statusCode(200).body(is(all));
        tenant.admin().get("/securitypolicy").then().body(is(all));
    }

    @Test
    void nullAndAnEmptyBodyChangeNothing() {
        put(Map.of("passwordHistory", 5)).statusCode(200);
        tenant.adminSends("{\"passwordHistory\":null}").put("/securitypolicy").then().statusCode(200)
                .body("passwordHistory", is(5));
        tenant.admin().contentType(ContentType.JSON).put("/securitypolicy").then().statusCode(200)
                .body("passwordHistory", is(5));
        assertEquals("1", changesInAudit());
    }

    @Test
    void everythingOutOfRangeIsNamedAtOnceAndNothingChanges() {
        put(Map.of("minPasswordLength", 7, "passwordHistory", 25, "sessionInactivityMinutes", 0, "maxLoginAttempts", 5))
                .statusCode(400).body("error", is("bad_request")).body("violations", hasSize(3))
                .body("violations.field", hasItems("minPasswordLength", "passwordHistory", "sessionInactivityMinutes"))
                .body("violations.message", hasItems("must be from 8 to 64", "must be from 0 to 24", "must be from 1 to 1440"));
        tenant.admin().get("/securitypolicy").then().body(is(DEFAULTS));
    }

    @Test
    void whatIsNoWholeNumberOrUnknownIsRefused() {
        for (String bad : List.of("{\"maxLoginAttempts\":2.5}", "{\"maxLoginAttempts\":\"many\"}", "{\"lockoutEnabled\":1}",
                "{\"maxLoginAttempts\":99999999999}", "{\"maxAttempts\":3}", "[]", "{")) {
            tenant.adminSends(bad).put("/securitypolicy").then().statusCode(400).body("error", is("bad_request"));
        }
    }

    @Test
    void changeIsInTheAudit() {
        put(Map.of("maxLoginAttempts", 3));
        assertEquals("1", changesInAudit());
    }

    @Test
    void twoChangesAtOnceBothHold() {
        List<Map<String, Object>> changes = List.of(Map.of("maxLoginAttempts", 3), Map.of("passwordHistory", 4));
        assertEquals(List.of(200, 200),
                Api.atOnce(2, i -> tenant.adminSends(changes.get(i)).put("/securitypolicy")));
        tenant.admin().get("/securitypolicy").then().body("maxLoginAttempts", is(3)).body("passwordHistory", is(4));
    }

    @Test
    void policyNeedsItsPrivilege() {
        String agent = tenant.created();
        Api.as(tenant.name(), agent).get("/securitypolicy").then().statusCode(403).body("error", is("insufficient_scope"));
        Api.sends(tenant.name(), agent, Map.of("maxLoginAttempts", 3)).put("/securitypolicy").then().statusCode(403);
    }

    @Test
    void otherTenantsKeepTheirs() {
        put(Map.of("maxLoginAttempts", 3)).statusCode(200);
        SmallTenant.create().admin().get("/securitypolicy").then().body(is(DEFAULTS));
    }

    private ValidatableResponse put(Object settings) {
        return tenant.adminSends(settings).put("/securitypolicy").then();
    }

    private String changesInAudit() {
        return TestDatabase.value("""
                select count(*) from audit a join tenant t on t.id = a.tenant_id
                where t.name = ? and a.actor = 'admin' and a.action = 'security policy changed'""", tenant.name());
    }
}
