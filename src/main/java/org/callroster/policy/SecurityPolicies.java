package org.callroster.policy;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import org.callroster.database.Database;
import org.callroster.database.LookupCache;
import org.callroster.tenant.Tenant;

import com.github.benmanes.caffeine.cache.Ticker;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class SecurityPolicies implements PanacheRepositoryBase<TenantPolicy, UUID> {

    private static final String OF = "select settings from security_policy where tenant_id = $1";
    private static final String INSERT = """
            insert into TenantPolicy (tenantId, settings) values (?1, ?2) on conflict (tenantId) do nothing""";

    private final Database database;
    private final PolicyFloor floor;
    private final LookupCache<Tenant, SecurityPolicy> inForce;

    SecurityPolicies(Database database, PolicyFloor floor, Ticker clock) {
        this.database = database;
        this.floor = floor;
        this.inForce = new LookupCache<>(clock, this::find);
    }

    /** The policy in force, as it was at most a second ago. Never call inside a transaction (see {@link Database}). */
    public Uni<SecurityPolicy> of(Tenant tenant) {
        return inForce.get(tenant);
    }

    /** The same for a new password. Without a password (null) the tenant's policy does not matter, and is not looked up. */
    public Uni<SecurityPolicy> forPassword(Tenant tenant, String password) {
        return password == null ? Uni.createFrom().item(floor.ofNewTenant()) : of(tenant);
    }

    private Uni<SecurityPolicy> find(Tenant tenant) {
        return database.first(OF, tenant.id())
                .map(found -> found.map(row -> row.getString("settings")).orElse(PolicyJson.NOTHING_SET))
                .map(settings -> floor.under(PolicyJson.settings(settings)));
    }

    /** Locks the tenant's settings until the transaction ends. Call inside a transaction. */
    Uni<TenantPolicy> locked(Tenant tenant) {
        return getSession().chain(session -> session.createMutationQuery(INSERT).setParameter(1, tenant.id())
                .setParameter(2, PolicyJson.NOTHING_SET).executeUpdate())
                .chain(() -> findById(tenant.id(), LockModeType.PESSIMISTIC_WRITE));
    }

    /** Call once a change is committed: this node then sees it at once; the others do within a second. */
    void forget(Tenant tenant) {
        inForce.forget(tenant);
    }
}
