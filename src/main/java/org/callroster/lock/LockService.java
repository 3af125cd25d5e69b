package org.callroster.lock;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.AuditLog;
import org.callroster.tenant.Caller;
import org.callroster.tenant.Tenant;
import org.callroster.user.LockRow;
import org.callroster.user.LoginFailures;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** The lock of an account: set by failures, cleared by hand, by a password an administrator sets, and by time. */
@ApplicationScoped
public class LockService {

    private final LoginFailures failures;
    private final LockConfig config;
    private final AuditLog audit;

    LockService(LoginFailures failures, LockConfig config, AuditLog audit) {
        this.failures = failures;
        this.config = config;
        this.audit = audit;
    }

    /** Counts a wrong API secret, in one statement that is committed before the answer goes out. */
    public Uni<Void> secretFailed(Tenant tenant, UUID userId) {
        return failures.count(tenant, userId, config.attempts(), config.duration());
    }

    /** The same for a login that nobody has, so that it takes the same time. */
    public Uni<Void> strangerFailed(Tenant tenant, String loginId) {
        return failures.countStranger(tenant, loginId, config.attempts(), config.duration());
    }

    /** Fails with 404, or with 403 out of the caller's teams. */
    public Uni<LockView> state(Caller caller, String loginId) {
        return reach(caller, loginId).map(row -> new LockView(row.locked()));
    }

    /** Ends the lock and forgets the failures. Fails with 404, or with 403 out of the caller's teams. */
    public Uni<LockView> clear(Caller caller, String loginId) {
        return reach(caller, loginId)
                .chain(row -> unlock(caller.tenant(), row, caller.loginId()))
                .replaceWith(new LockView(false));
    }

    /** For whoever holds the database. Fails with 404. */
    public Uni<Void> unlock(Tenant tenant, String loginId, String actor) {
        return failures.state(tenant, loginId).chain(row -> unlock(tenant, row, actor));
    }

    private Uni<LockRow> reach(Caller caller, String loginId) {
        return failures.state(caller.tenant(), loginId).invoke(row -> caller.requireTeam(row.teamId()));
    }

    private Uni<Void> unlock(Tenant tenant, LockRow row, String actor) {
        return Panache.withTransaction(() -> failures.clear(tenant, row.userId())
                .chain(had -> had ? audit.record(tenant, actor, "lock cleared", row.loginId()) : Uni.createFrom().voidItem()));
    }
}
