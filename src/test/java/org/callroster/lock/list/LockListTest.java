package org.callroster.lock.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

/** All locks of a tenant in pages. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LockListTest {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private final SmallTenant tenant = SmallTenant.create();

    @Test
    void whereNothingIsLockedTheListIsEmpty() {
        tenant.admin().get("/lock").then().statusCode(200).header("Content-Type", is("application/json"))
                .body(is("{\"locks\":[]}"));
    }

    @Test
    void aLockIsListedWithWhatLedToIt() {
        String loginId = locked();
        guess(tenant.created(), 5);
        guess("nobody", 6);
        assertThat(tenant.admin().get("/lock").asString(), matchesPattern("\\{\"locks\":\\[\\{\"loginId\":\"" + loginId
                + "\",\"credential\":\"secret\",\"failures\":6,\"lastFailure\":\"" + TIME
                + "\",\"ipAddress\":\"127.0.0.1\",\"lockedUntil\":\"" + TIME + "\"\\}\\]\\}"));
        tenant.admin().put("/user/lock/" + loginId).then().statusCode(200);
        tenant.admin().get("/lock").then().body(is("{\"locks\":[]}"));
    }

    @Test
    void aLockWithoutEndHasNone() {
        tenant.adminSends(Map.of("lockoutDurationMinutes", 0)).put("/securitypolicy").then().statusCode(200);
        locked();
        tenant.admin().get("/lock").then().body("locks[0].failures", is(6)).body("locks[0].lockedUntil", nullValue());
    }

    @Test
    void pagesFollowEachOtherUnderWrites() {
        List<String> locked = IntStream.range(0, 5).mapToObj(i -> locked()).sorted().toList();
        List<String> seen = new ArrayList<>();
        Response page = tenant.admin().get("/lock?limit=2");
        seen.addAll(page.path("locks.loginId"));
        tenant.admin().put("/user/lock/" + locked.get(0)).then().statusCode(200);
        while (page.path("next_cursor") != null) {
            page = tenant.admin().get("/lock?limit=2&cursor=" + page.path("next_cursor"));
            seen.addAll(page.path("locks.loginId"));
        }
        assertThat(seen, is(locked));
    }

    @Test
    void aSupervisorSeesHisTeamsAlone() {
        String loginId = locked();
        tenant.adminSends(Map.of("privileges", List.of("Manage users"))).put("/role/Boss").then().statusCode(200);
        String supervisor = tenant.created("Boss");
        Api.as(tenant.name(), supervisor).get("/lock").then().statusCode(200).body(is("{\"locks\":[]}"));
        tenant.superviseStaff(supervisor);
        String other = tenant.created("Boss");
        tenant.superviseStaff(other);
        Api.as(tenant.name(), other).get("/lock").then().body("locks.loginId", is(List.of(loginId)));
    }

    @Test
    void locksAreFoundByUserTeamCredentialAndAddress() {
        String loginId = locked();
        String other = locked();
        tenant.admin().put("/team/Other").then().statusCode(200);
        tenant.adminSends(Map.of("team", "Other")).put("/user/" + other).then().statusCode(200);
        Map<String, List<String>> found = Map.of("user=" + loginId.toUpperCase(Locale.ROOT), List.of(loginId), "team=Other",
                List.of(other), "team=Nowhere", List.of(), "credential=password", List.of(), "credential=secret&user=" + other,
                List.of(other), "ipAddress=127.0.0.1&team=Staff", List.of(loginId), "ipAddress=192.0.2.1", List.of());
        found.forEach(
                (query, logins) -> assertThat(query, tenant.admin().get("/lock?" + query).path("locks.loginId"), is(logins)));
    }

    @ParameterizedTest
    @CsvSource({ "limit=0,limit", "limit=1001,limit", "limit=x,limit", "limit=-1,limit", "cursor=!,cursor", "cursor=YQ,cursor",
            "cursor=AAoA,cursor", "credential=token,credential", "teem=Staff,teem" })
    void badParametersAreNamed(String query, String field) {
        tenant.admin().get("/lock?" + query).then().statusCode(400).body("violations[0].field", is(field));
    }

    private String locked() {
        String loginId = tenant.created();
        guess(loginId, 6);
        return loginId;
    }

    private void guess(String loginId, int times) {
        for (int i = 0; i < times; i++) {
            Api.requestToken(tenant.name(), loginId, "wrong").then().statusCode(401);
        }
    }
}
