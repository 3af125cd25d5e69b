package org.callroster.retention;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.assignment.FormerLogins;
import org.callroster.idempotency.KeptAnswers;
import org.callroster.job.BulkJobs;
import org.callroster.tenant.Tenant;
import org.callroster.tenant.TenantRepository;
import org.jboss.logging.Logger;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Deletes what is kept for a while: rows of the audit, answers to repeated calls, bulks, former logins. */
@ApplicationScoped
public class OldRows {

    private static final Logger LOG = Logger.getLogger(OldRows.class);

    private final TenantRepository tenants;
    private final AuditRetention audit;
    private final KeptAnswers answers;
    private final BulkJobs bulks;
    private final FormerLogins logins;

    OldRows(TenantRepository tenants, AuditRetention audit, KeptAnswers answers, BulkJobs bulks, FormerLogins logins) {
        this.tenants = tenants;
        this.audit = audit;
        this.answers = answers;
        this.bulks = bulks;
        this.logins = logins;
    }

    /**
     * Of all tenants, one after another. A failure is logged, and the next tenant is done. Returns the number of deleted rows of
     * the audit.
     *
     * @param actor who is named in the audit
     */
    public Uni<Long> delete(String actor) {
        return tenants.all().onItem().transformToMulti(all -> Multi.createFrom().iterable(all))
                .onItem().transformToUniAndConcatenate(tenant -> delete(tenant, actor))
                .collect().in(() -> new long[1], (sum, deleted) -> sum[0] += deleted).map(sum -> sum[0]);
    }

    private Uni<Long> delete(Tenant tenant, String actor) {
        return orLogged(tenant, answers.sweep(tenant)).chain(() -> orLogged(tenant, bulks.sweep(tenant)))
                .chain(() -> orLogged(tenant, logins.sweep(tenant)))
                .chain(() -> orLogged(tenant, audit.trim(tenant, actor))).map(deleted -> deleted == null ? 0 : deleted);
    }

    /** Null after a failure. */
    private static <T> Uni<T> orLogged(Tenant tenant, Uni<T> work) {
        return work.onFailure().invoke(e -> LOG.warnf("cannot delete old rows of %s: %s", tenant.name(), e.getMessage()))
                .onFailure().recoverWithNull();
    }
}
