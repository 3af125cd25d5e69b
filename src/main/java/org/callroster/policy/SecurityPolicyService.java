package org.callroster.policy;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.AuditEntry;
import org.callroster.audit.AuditKind;
import org.callroster.audit.AuditLog;
import org.callroster.audit.Changed;
import org.callroster.caller.Caller;
import org.callroster.header.Etag;
import org.callroster.header.Preconditions;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Shows and changes the security policy of a tenant. */
@ApplicationScoped
public class SecurityPolicyService {

    private final SecurityPolicies policies;
    private final PolicyFloor floor;
    private final AuditLog audit;

    SecurityPolicyService(SecurityPolicies policies, PolicyFloor floor, AuditLog audit) {
        this.policies = policies;
        this.floor = floor;
        this.audit = audit;
    }

    /** The policy in force, as it was at most a second ago. */
    public Uni<PolicySettings> get(Tenant tenant) {
        return policies.of(tenant).map(PolicySettings::of);
    }

    /**
     * Changes the settings that are present and returns all. Fails with 400 if one is out of range or looser than the floor;
     * with 412.
     */
    public Uni<PolicySettings> change(Caller caller, PolicySettings wanted, Preconditions conditions) {
        floor.requireAllowed(wanted);
        Tenant tenant = caller.tenant();
        return write(caller, wanted, conditions).invoke(() -> policies.forget(tenant)).chain(() -> get(tenant));
    }

    @WithTransaction
    Uni<Void> write(Caller caller, PolicySettings wanted, Preconditions conditions) {
        return policies.locked(caller.tenant())
                .invoke(policy -> conditions.require(etag(policy)))
                .chain(policy -> write(caller, policy, wanted));
    }

    /** Sets the values that are not null. Call inside a transaction. Check the settings by {@link PolicyFloor} first. */
    public Uni<Void> write(Caller caller, PolicySettings wanted) {
        return policies.locked(caller.tenant()).chain(policy -> write(caller, policy, wanted));
    }

    private Uni<Void> write(Caller caller, TenantPolicy policy, PolicySettings wanted) {
        PolicySettings before = policy.settings();
        policy.change(wanted);
        return policy.settings().equals(before) ? Uni.createFrom().voidItem()
                : audit.record(AuditEntry.by(caller, AuditKind.SECURITY_POLICY_CHANGED, caller.tenant().name())
                        .changing(Changed.between(inForce(before), inForce(policy.settings()))));
    }

    private Map<String, Object> inForce(PolicySettings settings) {
        return PolicyJson.attributes(PolicySettings.of(floor.under(settings)));
    }

    private Etag etag(TenantPolicy policy) {
        return Etag.of(PolicySettings.of(floor.under(policy.settings())));
    }
}
