package org.callroster.lock;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Database;
import org.callroster.database.OncePerMinute;
import org.callroster.tenant.Tenant;
import org.jboss.logging.Logger;

import io.smallrye.mutiny.Uni;

/** Deletes expired login failures, so that guesses at unknown logins cannot fill the disk. */
@ApplicationScoped
class ExpiredFailures {

    private static final Logger LOG = Logger.getLogger(ExpiredFailures.class);

    /** Rows kept per tenant for unknown logins. A caller who tries more of them within a minute displaces the oldest. */
    static final int MAX_UNKNOWN_LOGINS = 10_000;

    /**
     * Deletes rows that no longer matter, and rows of unknown logins beyond the newest {@link #MAX_UNKNOWN_LOGINS}. No interval
     * between attempts is longer than five minutes.
     */
    private static final String SWEEP = """
            delete from login_failure where tenant_id = $1 and ctid = any(array(
                select ctid from login_failure
                where tenant_id = $1 and (
                    coalesce(last_attempt_at, '-infinity') < now() - interval '5 minutes'
                        and (locked_until <= now() or locked_until is null
                            and last_failure_at < now() - make_interval(secs => cast($2 as float8)))
                    or ctid = any(array(
                        select ctid from login_failure where tenant_id = $1 and unknown_login
                        order by last_failure_at desc offset $3)))
                for update skip locked))""";

    /** No user can read the audit rows of unknown tenants. */
    private static final String SWEEP_AUDIT = "delete from audit where tenant_id = $1 and at < now() - interval '1 minute'";

    private final Database database;
    private final OncePerMinute sweeps = new OncePerMinute();

    ExpiredFailures(Database database) {
        this.database = database;
    }

    /** Runs in the background, at most once a minute on each node. */
    void sweep(Tenant tenant, LockRule rule) {
        if (sweeps.isDue(tenant.id())) {
            database.all(SWEEP, tenant.id(), rule.reset().toSeconds(), MAX_UNKNOWN_LOGINS)
                    .chain(() -> tenant.equals(Tenant.UNKNOWN) ? database.all(SWEEP_AUDIT, tenant.id()).replaceWithVoid()
                            : Uni.createFrom().voidItem())
                    .subscribe()
                    .with(done -> {}, failure -> LOG.warnf("cannot delete old login failures: %s", failure.getMessage()));
        }
    }
}
