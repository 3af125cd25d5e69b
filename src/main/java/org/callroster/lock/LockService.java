package org.callroster.lock;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.AuditLog;
import org.callroster.tenant.Caller;
import org.callroster.tenant.Tenant;
import org.callroster.user.LoginFailures;
import org.callroster.user.UserRepository;
import org.callroster.user.UserService;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** The lock of an account: set by failures, cleared by hand, by a password an administrator sets, and by time. */
@ApplicationScoped
public class LockService {

    private final UserService users;
    private final UserRepository repository;
    private final LoginFailures failures;
    private final LockConfig config;
    private final AuditLog audit;

    LockService(UserService users, UserRepository repository, LoginFailures failures, LockConfig config, AuditLog audit) {
        this.users = users;
        this.repository = repository;
        this.failures = failures;
        this.config = config;
        this.audit = audit;
    }

    /** Counts a wrong API secret, in one statement that is committed before the answer goes out. */
    @WithSession
    public Uni<Void> secretFailed(Tenant tenant, UUID userId) {
        return failures.count(tenant, userId, config.attempts(), config.duration());
    }

    /** Fails with 404, or with 403 out of the caller's teams. */
    @WithSession
    public Uni<LockView> state(Caller caller, String loginId) {
        return users.get(caller, loginId)
                .chain(row -> failures.isLocked(caller.tenant(), row.id()))
                .map(LockView::new);
    }

    /** Ends the lock and forgets the failures. Fails with 404, or with 403 out of the caller's teams. */
    @WithTransaction
    public Uni<LockView> clear(Caller caller, String loginId) {
        return users.get(caller, loginId)
                .chain(row -> unlock(caller.tenant(), row.id(), row.view().loginId(), caller.loginId()))
                .replaceWith(new LockView(false));
    }

    /** For whoever holds the database. Fails with 404. */
    @WithTransaction
    public Uni<Void> unlock(Tenant tenant, String loginId, String actor) {
        return repository.row(tenant, loginId).chain(row -> unlock(tenant, row.id(), row.view().loginId(), actor));
    }

    private Uni<Void> unlock(Tenant tenant, UUID userId, String loginId, String actor) {
        return failures.clear(tenant, userId)
                .chain(had -> had ? audit.record(tenant, actor, "lock cleared", loginId) : Uni.createFrom().voidItem());
    }
}
