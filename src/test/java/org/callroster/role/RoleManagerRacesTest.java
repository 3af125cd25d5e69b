package org.callroster.role;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.callroster.Api;
import org.callroster.Background;
import org.callroster.Eventually;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.caller.Privilege;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Contract section 1: an enabled user with Manage roles is left, also when several calls race for the last. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RoleManagerRacesTest {

    private static final List<String> ALL = Arrays.stream(Privilege.values()).map(Privilege::label).toList();
    private static final String PASSWORD = "Plenty of rope, 42 m";
    private static final int PATIENCE_SECONDS = 30;

    private SmallTenant tenant;
    private String holder;
    private Connection pause;

    @BeforeEach
    void aHolderOfARoleThatAllowsNothing() {
        tenant = SmallTenant.create();
        tenant.admin().put("/role/Weak").then().statusCode(200);
        holder = tenant.created("Weak");
    }

    @AfterEach
    void nothingPauses() throws SQLException {
        if (pause != null) {
            pause.close();
        }
        TestDatabase.execute("drop trigger if exists pause on audit; drop function if exists pause()");
    }

    /** The holder's change is not done yet when the role gets all privileges, and the administrator goes. */
    @ParameterizedTest
    @ValueSource(strings = { "demoted", "disabled", "deleted", "inactive" })
    void aRoleThatGetsManageRolesWhileItsHolderGoesDoesNotCount(String how) throws Exception {
        Supplier<Response> goes = goes(how);
        tenant.admin().get("/role").then().statusCode(200);
        pauseAtTheEndOfAChangeOf(holder);
        CompletableFuture<Response> holdersChange = Background.supply(goes);
        awaitWaiters(1);
        CompletableFuture<Response> rolesChange =
                Background.supply(() -> tenant.adminSends(Map.of("privileges", ALL)).put("/role/Weak"));
        awaitDoneOrWaiting(rolesChange);
        tenant.adminSends(Map.of("disabled", true)).put("/user/admin").then().statusCode(409);
        pause.close();
        assertEquals(how.equals("inactive") ? 403 : 200, statusOf(holdersChange));
        assertEquals(200, statusOf(rolesChange));
        assertThat(managers(), is(List.of("admin")));
    }

    /** The other way round: who is given a role that loses Manage roles meanwhile is none of those who are left. */
    @Test
    void aRoleThatLosesManageRolesWhileItIsGivenDoesNotCount() throws Exception {
        tenant.adminSends(Map.of("privileges", ALL)).put("/role/Other").then().statusCode(200);
        tenant.adminSends(Map.of("roles", List.of("Everything"))).put("/user/" + holder).then().statusCode(200);
        tenant.adminSends(Map.of("roles", List.of("Other"))).put("/user/admin").then().statusCode(200);
        pauseAtTheEndOfAChangeOf(holder);
        CompletableFuture<Response> holdersChange = Background.supply(
                () -> tenant.adminSends(Map.of("roles", List.of("Other"))).put("/user/" + holder));
        awaitWaiters(1);
        CompletableFuture<Response> rolesChange =
                Background.supply(() -> tenant.adminSends(Map.of("privileges", List.of())).put("/role/Other"));
        awaitDoneOrWaiting(rolesChange);
        pause.close();
        assertEquals(200, statusOf(holdersChange));
        assertEquals(409, statusOf(rolesChange));
        assertThat(managers().size(), is(2));
    }

    /** Whatever comes first, one is left, no call waits for another in a circle, and none fails otherwise. */
    @RepeatedTest(5)
    void ofManyChangesAtOnceOneIsLeft() {
        List<String> all = List.of("admin", tenant.created("Everything"), tenant.created("Everything", "Weak"), holder);
        all.forEach(login -> Api.token(tenant.name(), login));
        List<Integer> statuses = Api.atOnce(8, i -> {
            String login = all.get(i % 4);
            return switch (i) {
                case 0, 1 -> tenant.adminSends(Map.of("disabled", true)).put("/user/" + login);
                case 2 -> tenant.admin().delete("/user/" + login);
                case 3 -> tenant.adminSends(Map.of("roles", List.of())).put("/user/" + login);
                case 4 -> tenant.adminSends(Map.of("privileges", ALL)).put("/role/Weak");
                case 5 -> tenant.adminSends(Map.of("privileges", List.of())).put("/role/Everything");
                case 6 -> tenant.adminSends(Map.of("roles", List.of("Weak"))).put("/user/" + login);
                default -> tenant.adminSends(Map.of("privileges", List.of())).put("/role/Weak");
            };
        });
        assertThat(statuses.toString(), List.of(200, 401, 403, 404, 409).containsAll(statuses), is(true));
        assertThat(managers().size(), greaterThan(0));
    }

    /** Who is given a role has locks that its editor waits for, and must not have to wait for the editor. */
    @Test
    void aRoleIsChangedWhileItIsGiven() throws Exception {
        tenant.adminSends(Map.of("privileges", ALL)).put("/role/Other").then().statusCode(200);
        tenant.adminSends(Map.of("roles", List.of("Everything"))).put("/user/" + holder).then().statusCode(200);
        pause = holdingTheManagers();
        CompletableFuture<Response> holdersChange = Background.supply(
                () -> tenant.adminSends(Map.of("roles", List.of("Other"))).put("/user/" + holder));
        awaitWaiters(1);
        CompletableFuture<Response> rolesChange =
                Background.supply(() -> tenant.adminSends(Map.of("privileges", List.of())).put("/role/Other"));
        awaitWaiters(2);
        pause.close();
        assertEquals(200, statusOf(holdersChange));
        assertEquals(200, statusOf(rolesChange));
    }

    /** Only changes that can take Manage roles from somebody wait for each other. */
    @Test
    void otherChangesDoNotWait() throws SQLException {
        tenant.admin().get("/role").then().statusCode(200);
        pause = holdingTheManagers();
        tenant.admin().delete("/user/" + tenant.created("Weak")).then().statusCode(200);
        tenant.adminSends(Map.of("firstName", "X", "roles", List.of("Everything"))).put("/user/admin").then().statusCode(200);
        tenant.adminSends(Map.of("roles", List.of())).put("/user/" + holder).then().statusCode(200);
        tenant.adminSends(Map.of("disabled", true)).put("/user/" + holder).then().statusCode(200);
        tenant.adminSends(Map.of("privileges", ALL)).put("/role/Weak").then().statusCode(200);
        tenant.admin().delete("/user/" + holder).then().statusCode(200);
    }

    private Connection holdingTheManagers() throws SQLException {
        Connection other = TestDatabase.connection();
        other.createStatement().execute("select pg_advisory_lock(hashtextextended('callroster role managers ' || id, 0))"
                + " from tenant where name = '" + tenant.name() + "'");
        return other;
    }

    private Supplier<Response> goes(String how) {
        return switch (how) {
            case "demoted" -> () -> tenant.adminSends(Map.of("roles", List.of())).put("/user/" + holder);
            case "disabled" -> () -> tenant.adminSends(Map.of("disabled", true)).put("/user/" + holder);
            case "deleted" -> () -> tenant.admin().delete("/user/" + holder);
            default -> inactive();
        };
    }

    /** A login after a month disables the account. */
    private Supplier<Response> inactive() {
        tenant.adminSends(Map.of("disableInactiveAfterDays", 30)).put("/securitypolicy").then().statusCode(200);
        tenant.adminSends(Map.of("password", PASSWORD)).put("/user/" + holder).then().statusCode(200);
        TestDatabase.execute("update app_user set created_at = now() - interval '31 days' where login_id = ?", holder);
        return () -> given().contentType(ContentType.JSON).body(Map.of("domain", tenant.name(), "username", holder, "password",
                PASSWORD, "application", "admin")).post("/session_login");
    }

    /** A change of the user stops before its row of the audit, which is its last, until {@link #pause} is closed. */
    private void pauseAtTheEndOfAChangeOf(String loginId) throws SQLException {
        TestDatabase.execute("create or replace function pause() returns trigger language plpgsql as "
                + "'begin perform pg_advisory_xact_lock_shared(4711); return new; end'");
        TestDatabase.execute("create trigger pause before insert on audit for each row when (new.subject = '" + loginId
                + "') execute function pause()");
        pause = TestDatabase.connection();
        pause.createStatement().execute("select pg_advisory_lock(4711)");
    }

    private static void awaitDoneOrWaiting(CompletableFuture<Response> call) {
        Eventually.holds(Duration.ofSeconds(PATIENCE_SECONDS), () -> call.isDone() || waiters() > 1);
    }

    private static void awaitWaiters(int n) {
        Eventually.holds(Duration.ofSeconds(PATIENCE_SECONDS), () -> waiters() >= n);
    }

    private static int waiters() {
        return Integer.parseInt(
                TestDatabase.value("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"));
    }

    private static int statusOf(CompletableFuture<Response> call) throws Exception {
        return call.get(PATIENCE_SECONDS, TimeUnit.SECONDS).statusCode();
    }

    private List<String> managers() {
        return TestDatabase.column("""
                select distinct u.login_id from tenant t join app_user u on u.tenant_id = t.id
                join user_role ur on ur.tenant_id = t.id and ur.user_id = u.id
                join role r on r.tenant_id = t.id and r.id = ur.role_id
                where t.name = ? and not u.disabled and 'MANAGE_ROLES' = any(r.privileges)""", tenant.name());
    }
}
