package org.callroster.lock.list;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.bearer.CallerRepository;
import org.callroster.caller.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The locks of a tenant in numbers, and the addresses they came from. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LockCountsTest {

    private static final String LOCK = """
            insert into login_failure (tenant_id, user_id, credential, failures, last_failure_at, last_address, locked_until)
            select u.tenant_id, u.id, ?, 6, cast(? as timestamptz), ?, now() + cast(? as interval)
            from app_user u join tenant t on t.id = u.tenant_id where t.name = ? and u.login_id = ?""";

    private final SmallTenant tenant = SmallTenant.create();

    @Inject
    LockListRepository locks;

    @Inject
    CallerRepository callers;

    /** Five of Staff are locked from one address and four of Other from another one; two more locks have ended. */
    @BeforeEach
    void someLocks() {
        tenant.admin().put("/team/Other").then().statusCode(200);
        IntStream.range(0, 5).forEach(i -> lock(user("Staff"), "PASSWORD", "2027-01-0" + (i + 1), "192.0.2.1", "1 hour"));
        IntStream.range(0, 4).forEach(i -> lock(user("Other"), "SECRET", "2027-02-01", "192.0.2.2", "1 hour"));
        lock(user("Staff"), "PASSWORD", "2027-03-01", "192.0.2.1", "-1 hour");
        IntStream.range(0, 3).forEach(i -> lock(user("Staff"), "PASSWORD", "2027-03-01", "192.0.2.3", "1 hour"));
        lock(user("Staff"), "SECRET", "2027-03-01", "192.0.2.3", "-1 hour");
    }

    @Test
    void locksOfPasswordsAndSecretsAreCountedApart() {
        Caller admin = caller(tenant, "admin");
        assertEquals(new LockCounts(8, 4), done(() -> locks.count(admin)));
    }

    @Test
    void addressesThatMadeMoreThanThreeAreListedMostFirst() {
        Caller admin = caller(tenant, "admin");
        assertEquals(List.of(new LockAddress("192.0.2.1", 5, "2027-01-05T00:00:00.000Z"),
                new LockAddress("192.0.2.2", 4, "2027-02-01T00:00:00.000Z")), done(() -> locks.addresses(admin)));
    }

    @Test
    void aSupervisorSeesTheirTeamsAlone() {
        tenant.adminSends(Map.of("privileges", List.of("View users"))).put("/role/Viewer").then().statusCode(200);
        String supervisor = tenant.created("Viewer");
        Caller nobodys = caller(tenant, supervisor);
        assertEquals(new LockCounts(0, 0), done(() -> locks.count(nobodys)));
        tenant.superviseStaff(supervisor);
        Caller caller = caller(tenant, supervisor);
        assertEquals(new LockCounts(8, 0), done(() -> locks.count(caller)));
        assertEquals(List.of("192.0.2.1"), done(() -> locks.addresses(caller)).stream().map(LockAddress::ipAddress).toList());
    }

    @Test
    void anotherTenantSeesNone() {
        Caller stranger = caller(SmallTenant.create(), "admin");
        assertEquals(new LockCounts(0, 0), done(() -> locks.count(stranger)));
        assertEquals(List.of(), done(() -> locks.addresses(stranger)));
    }

    @Test
    void atMostAHundredAddressesAreListed() {
        TestDatabase.execute("""
                insert into app_user (tenant_id, id, login_id, login_key, first_name, last_name, team_id, extension, disabled,
                    change_password, credential_version, version, modified_at, name_key, search_text)
                select t.id, gen_random_uuid(), 'm' || n, 'm' || n, 'F', 'L', s.id, 'm' || n, false, false, 1, 1, now(), 'l', ''
                from tenant t join team s on s.tenant_id = t.id and s.name = 'Staff', generate_series(1, 500) n
                where t.name = ?""", tenant.name());
        TestDatabase.execute("""
                insert into login_failure (tenant_id, user_id, credential, failures, last_failure_at, last_address, locked_until)
                select u.tenant_id, u.id, 'PASSWORD', 6, now(), '198.51.100.' || right(u.login_id, 2), now() + interval '1 hour'
                from app_user u join tenant t on t.id = u.tenant_id where t.name = ? and u.login_id like 'm%'""",
                tenant.name());
        Caller admin = caller(tenant, "admin");
        assertEquals(100, done(() -> locks.addresses(admin)).size());
    }

    @Test
    void eightCallersAtOnceSeeTheSame() {
        Caller admin = caller(tenant, "admin");
        IntStream.range(0, 8).parallel().forEach(n -> {
            assertEquals(new LockCounts(8, 4), done(() -> locks.count(admin)));
            assertEquals(2, done(() -> locks.addresses(admin)).size());
        });
    }

    private String user(String team) {
        String loginId = tenant.created();
        tenant.adminSends(Map.of("team", team)).put("/user/" + loginId).then().statusCode(200);
        return loginId;
    }

    private void lock(String loginId, String credential, String time, String address, String duration) {
        TestDatabase.execute(LOCK, credential, time + "T00:00:00Z", address, duration, tenant.name(), loginId);
    }

    private Caller caller(SmallTenant of, String loginId) {
        return done(() -> callers.of(of.name(), loginId));
    }

    private static <T> T done(Supplier<Uni<T>> call) {
        try {
            return VertxContextSupport.subscribeAndAwait(call);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
