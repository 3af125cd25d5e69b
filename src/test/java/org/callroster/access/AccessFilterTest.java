package org.callroster.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

/** {@code access} of the lists of users finds those of whom {@code access.why} says so. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AccessFilterTest {

    /**
     * A user for each combination: disabled or not, used long ago or in some way lately, locked in some way or not, with a
     * password of some age or none, to be changed or not, with a role that opens an application, one that opens none, or none.
     */
    private static final String COMBINATIONS = """
            with t as (select id from tenant where name = ?),
            d as (select *, gen_random_uuid() as id, now() - interval '100 days' as old, now() as fresh
                from (values (false), (true)) as d (disabled),
                    (values (0), (1), (2), (3), (4), (5)) as i (used), (values (0), (1), (2), (3)) as l (locked),
                    (values (0), (1), (2), (3)) as p (password), (values (false), (true)) as c (change),
                    (values (null), ('Nothing'), ('Agent')) as r (role)),
            n as (select *, 'c-' || (1000 + row_number() over ()) as login from d),
            u as (insert into app_user (tenant_id, id, login_id, login_key, first_name, last_name, team_id, extension, disabled,
                    change_password, credential_version, version, modified_at, name_key, search_text, password_hash,
                    password_set_at, created_at, enabled_at, last_login_at)
                select t.id, n.id, login, login, 'F', 'L', m.id, login, n.disabled, change, 1, 1, now(), 'l', login,
                    case when password > 0 then 'x' end, case password when 1 then old when 2 then fresh end,
                    case when used in (1, 2) then fresh else old end, case used when 2 then old when 3 then fresh end,
                    case used when 2 then old when 4 then fresh end
                from n, t join team m on m.tenant_id = t.id and m.name = 'Staff' returning id),
            r as (insert into user_role select t.id, n.id, r.id from n, t join role r on r.tenant_id = t.id
                where r.name = n.role returning user_id),
            s as (insert into api_secret (tenant_id, user_id, id, hash, last_used_at)
                select t.id, n.id, gen_random_uuid(), cast('' as bytea), fresh from n, t where used = 5
                union all select t.id, n.id, gen_random_uuid(), cast('' as bytea), old from n, t where used in (2, 5) returning user_id)
            insert into login_failure (tenant_id, user_id, credential, failures, last_failure_at, locked_until)
            select t.id, n.id, case when locked = 3 then 'SECRET' else 'PASSWORD' end, 6, now(),
                now() + case when locked = 2 then interval '-1 hour' else interval '1 hour' end from n, t where locked > 0""";

    private static final Map<String, Predicate<String>> VALUES = Map.of(
            "can", "none"::equals,
            "cannot", why -> !why.equals("none"),
            "other", why -> !List.of("none", "disabled", "locked").contains(why));

    private final SmallTenant tenant = SmallTenant.create();

    @ParameterizedTest
    @CsvSource({ "0,0", "30,0", "0,30", "30,30" })
    void itFindsOfAllCombinationsThoseWhoseAccessSaysSo(int passwordDays, int inactiveDays) {
        tenant.adminSends(Map.of("privileges", List.of())).put("/role/Nothing").then().statusCode(200);
        tenant.adminSends(Map.of("privileges", List.of("Use agent desktop"))).put("/role/Agent").then().statusCode(200);
        tenant.adminSends(Map.of("maxPasswordAgeDays", passwordDays, "disableInactiveAfterDays", inactiveDays))
                .put("/securitypolicy").then().statusCode(200);
        TestDatabase.execute(COMBINATIONS, tenant.name());
        Map<String, String> whys = whys();
        assertThat(whys.size(), is(2 * 6 * 4 * 4 * 2 * 3 + 1));
        for (Refusal why : Refusal.values()) {
            if (why != Refusal.TENANT_DISABLED) {
                assertFinds(whys, why.wire(), why.wire()::equals);
            }
        }
        VALUES.forEach((value, finds) -> assertFinds(whys, value, finds));
        assertThat(whys.values(), hasItems("none", "disabled", "locked", "no_password", "password_change_required",
                "no_application"));
        assertThat(whys.containsValue("password_expired"), is(passwordDays > 0));
        assertThat(whys.containsValue("inactive"), is(inactiveDays > 0));
    }

    private void assertFinds(Map<String, String> whys, String value, Predicate<String> finds) {
        assertThat(value, found("access=" + value).stream().sorted().toList(), is(whys.entrySet().stream()
                .filter(user -> finds.test(user.getValue())).map(Map.Entry::getKey).sorted().toList()));
    }

    /** By login id, as the list includes it. */
    private Map<String, String> whys() {
        return pages("include=access").stream()
                .flatMap(page -> page.<List<Map<String, Object>>>path("users").stream())
                .collect(Collectors.toMap(user -> (String) user.get("loginId"), AccessFilterTest::why));
    }

    private static String why(Map<String, Object> user) {
        Object why = ((Map<?, ?>) user.get("access")).get("why");
        return why == null ? "none" : (String) why;
    }

    private List<String> found(String query) {
        return pages(query).stream().flatMap(page -> page.<List<String>>path("users.loginId").stream()).toList();
    }

    private List<Response> pages(String query) {
        List<Response> pages = new ArrayList<>();
        for (String next = ""; next != null; next = pages.get(pages.size() - 1).path("next_cursor")) {
            pages.add(tenant.admin().get("/user?limit=1000&" + query + (next.isEmpty() ? "" : "&cursor=" + next)));
        }
        return pages;
    }

    @Test
    void itNarrowsOtherFiltersExportsAndBulks() {
        String loginId = tenant.created();
        tenant.adminSends(Map.of("disabled", true)).put("/user/" + tenant.created()).then().statusCode(200);
        assertThat(found("access=no_password&q=" + loginId), is(List.of(loginId)));
        assertThat(tenant.admin().get("/export/user?access=disabled").asString().lines().count(), is(1L));
        tenant.adminSends("{\"filter\":{\"access\":\"disabled\"},\"change\":{\"disabled\":false},\"expect\":1}")
                .header("Prefer", "wait").post("/bulk/change").then().statusCode(200);
        assertThat(found("access=disabled"), is(List.of()));
        tenant.adminSends("{\"filter\":{\"access\":\"well\"},\"change\":{\"disabled\":false}}").post("/bulk/change").then()
                .statusCode(400).body("violations[0].field", is("access"));
        assertThat(tenant.admin().get("/audit?kind=users%20exported").path("events[0].after.filter.access"),
                is(List.of("disabled")));
    }

    @ParameterizedTest
    @CsvSource({ "access=tenant_disabled,must be one of can", "access=CAN,must be one of can",
            "access=can&access=cannot,has more than one value" })
    void otherValuesAreNamed(String query, String message) {
        tenant.admin().get("/user?" + query).then().statusCode(400).body("violations[0].field", is("access"))
                .body("violations[0].message", startsWith(message));
    }

    @Test
    void aSupervisorFindsAndCountsTheirTeamsAloneAndAnotherTenantNobody() {
        tenant.admin().put("/team/Other").then().statusCode(200);
        String elsewhere = tenant.created();
        tenant.adminSends(Map.of("team", "Other")).put("/user/" + elsewhere).then().statusCode(200);
        tenant.adminSends(Map.of("privileges", List.of("View users"))).put("/role/Viewer").then().statusCode(200);
        String supervisor = tenant.created("Viewer");
        tenant.superviseStaff(supervisor);
        assertThat(found("access=cannot"), hasItem(elsewhere));
        for (String value : List.of("cannot", "other", "no_password")) {
            Api.as(tenant.name(), supervisor).get("/user?count=true&access=" + value).then().body("total", is(2))
                    .body("users.loginId", hasItems("admin", supervisor));
        }
        SmallTenant.create().admin().get("/user?access=cannot").then().body("users", hasSize(1));
    }

    /** Each finds the users that are locked when it looks, and no other. */
    @Test
    void eightCallersAtOnceFindTheSame() {
        TestDatabase.execute(COMBINATIONS, tenant.name());
        List<String> locked = found("access=locked");
        assertThat(locked.size(), is(6 * 4 * 2 * 3));
        IntStream.range(0, 8).parallel().forEach(n -> assertThat(found("access=locked"), is(locked)));
    }
}
