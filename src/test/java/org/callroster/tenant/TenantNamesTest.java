package org.callroster.tenant;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import org.callroster.Api;
import org.callroster.SteppedTicker;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Which tenant a name means. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TenantNamesTest {

    @Inject
    TenantNames names;

    @Test
    void theFirstNameThatATenantHasCounts() {
        assertEquals(Api.RIVAL, found(names.find(List.of("nobody.example", Api.RIVAL, Api.EXAMPLE), true)).name());
        assertEquals(Api.EXAMPLE, found(names.find(List.of("nobody.example", Api.EXAMPLE, Api.RIVAL), true)).name());
    }

    @Test
    void nobodysNameIsUnknownWhereThereAreManyTenants() {
        assertEquals(Tenant.UNKNOWN, found(names.find("nobody.example")));
        assertEquals(Tenant.UNKNOWN, found(names.find(List.of(), true)));
    }

    /** Asking for a tenant before it is there does not shut it out. */
    @Test
    void aNewTenantIsKnownWithinASecond() throws InterruptedException {
        String name = UUID.randomUUID() + ".example";
        assertEquals(Tenant.UNKNOWN, found(names.find(name)));
        TestDatabase.execute("insert into tenant (id, name) values (gen_random_uuid(), ?)", name);
        SteppedTicker.passASecond();
        assertEquals(name, found(names.find(name)).name());
    }

    /** A tenant's id does not change: whoever comes with a good token need not ask for it each second. */
    @Test
    void aProvedNameIsRememberedLonger() throws InterruptedException {
        String name = UUID.randomUUID() + ".example";
        assertEquals(Tenant.UNKNOWN, found(names.findVerified(name)));
        SteppedTicker.passASecond();
        TestDatabase.execute("insert into tenant (id, name) values (gen_random_uuid(), ?)", name);
        Tenant tenant = found(names.findVerified(name));
        assertEquals(name, tenant.name());
        TestDatabase.execute("delete from tenant where name = ?", name);
        SteppedTicker.passASecond();
        assertEquals(tenant, found(names.findVerified(name)));
        assertEquals(Tenant.UNKNOWN, found(names.find(name)));
    }

    /** Else whoever sends many of a megabyte each would fill the memory. */
    @Test
    void aNameThatNoTenantCanHaveIsNotKept() {
        assertEquals(new TenantNames.Candidates(List.of(Api.EXAMPLE), true),
                TenantNames.Candidates.by(List.of("x".repeat(254), Api.EXAMPLE), true));
        assertEquals(Tenant.UNKNOWN, found(names.find("x".repeat(1_000_000))));
    }

    private static Tenant found(Uni<Tenant> tenant) {
        return tenant.await().atMost(Duration.ofSeconds(10));
    }
}
