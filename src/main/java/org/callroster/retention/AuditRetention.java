package org.callroster.retention;

import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.AuditTrim;
import org.callroster.policy.SecurityPolicies;
import org.callroster.policy.SecurityPolicy;
import org.callroster.tenant.Tenant;

import io.smallrye.mutiny.Uni;

/** Deletes rows of the audit that are older than the tenant's security policy wants. */
@ApplicationScoped
public class AuditRetention {

    private final SecurityPolicies policies;
    private final AuditTrim audit;

    AuditRetention(SecurityPolicies policies, AuditTrim audit) {
        this.policies = policies;
        this.audit = audit;
    }

    /**
     * Returns the number of deleted rows.
     *
     * @param actor who is named in the audit
     */
    public Uni<Long> trim(Tenant tenant, String actor) {
        return policies.of(tenant).map(SecurityPolicy::auditRetention)
                .chain(kept -> kept.isZero() ? Uni.createFrom().item(0L) : trim(tenant, kept, actor));
    }

    private Uni<Long> trim(Tenant tenant, Duration kept, String actor) {
        return audit.trim(tenant, Instant.now().minus(kept), actor);
    }
}
