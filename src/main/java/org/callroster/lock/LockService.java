package org.callroster.lock;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.AuditEntry;
import org.callroster.audit.AuditKind;
import org.callroster.audit.AuditLog;
import org.callroster.audit.Changed;
import org.callroster.caller.Caller;
import org.callroster.database.Turns;
import org.callroster.directory.ChangeableUsers;
import org.callroster.policy.SecurityPolicies;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Account locks. Failures set a lock; it is cleared by hand, by a password an administrator sets, or by time. */
@ApplicationScoped
public class LockService {

    private final LoginFailures failures;
    private final LockRepository locks;
    private final ExpiredFailures expired;
    private final LockCount metrics;
    private final ChangeableUsers users;
    private final SecurityPolicies policies;
    private final AuditLog audit;
    /** Guesses at one login may come from anywhere at the same time. */
    private final Turns<Counted> turns = new Turns<>();
    private final Turns<UUID> notes = new Turns<>();

    private record Counted(Subject subject, Credential credential) {
    }

    LockService(LoginFailures failures, LockRepository locks, ExpiredFailures expired, LockCount metrics, ChangeableUsers users,
            SecurityPolicies policies, AuditLog audit) {
        this.failures = failures;
        this.locks = locks;
        this.expired = expired;
        this.metrics = metrics;
        this.users = users;
        this.policies = policies;
        this.audit = audit;
    }

    /** Counts a failure, and locks if the tenant's policy says so. It is committed before the answer goes out. */
    public Uni<Void> failed(LoginAttempt attempt, String reason) {
        return rule(attempt).chain(rule -> counted(attempt, rule, () -> failures.count(attempt, reason, rule)));
    }

    /** The same for a wrong password; also removes its reservation. */
    public Uni<Void> failed(LoginAttempt attempt, String reason, Reservation reservation) {
        return rule(attempt).chain(rule -> counted(attempt, rule, () -> failures.count(attempt, reason, rule, reservation)));
    }

    private Uni<Void> counted(LoginAttempt attempt, LockRule rule, Supplier<Uni<Boolean>> count) {
        return inTurn(attempt, count).invoke(locks -> noteLocked(locks, attempt.credential()))
                .invoke(() -> expired.sweep(attempt.subject().tenant(), rule)).replaceWithVoid();
    }

    private <T> Uni<T> inTurn(LoginAttempt attempt, Supplier<Uni<T>> work) {
        return turns.take(new Counted(attempt.subject(), attempt.credential()), work);
    }

    private void noteLocked(boolean locks, Credential credential) {
        if (locks) {
            metrics.locked(credential);
        }
    }

    /** Reserves one of the remaining attempts. A locked account has none; the audit then records the attempt. */
    public Uni<Reservation> reserve(LoginAttempt attempt) {
        return rule(attempt).chain(rule -> inTurn(attempt, () -> failures.reserve(attempt, rule)))
                .call(reservation -> reservation.state() == Reservation.State.LOCKED ? noted(attempt, "locked")
                        : Uni.createFrom().voidItem());
    }

    /** Removes a reservation whose password could not be verified. */
    public Uni<Void> giveBack(LoginAttempt attempt, Reservation reservation) {
        return inTurn(attempt, () -> failures.giveBack(attempt, reservation));
    }

    /** For refusals that are not failures: the same work as for a failure, so that it takes the same time. Never locks. */
    public Uni<Void> refused(LoginAttempt attempt, String reason) {
        return rule(attempt).map(LockRule::harmless)
                .chain(rule -> counted(attempt, rule, () -> failures.count(attempt, reason, rule)));
    }

    /** Records an attempt that was refused before any check. All attempts from one address share an audit row. */
    public Uni<Void> limited(Tenant tenant, String loginId, Credential credential, InetAddress from) {
        return noted(new LoginAttempt(Subject.anyLogin(tenant), loginId, credential, from), "too many failures");
    }

    private Uni<Void> noted(LoginAttempt attempt, String reason) {
        return notes.take(attempt.auditId(reason, Instant.now()), () -> failures.note(attempt, reason));
    }

    private Uni<LockRule> rule(LoginAttempt attempt) {
        return policies.of(attempt.subject().tenant()).map(policy -> LockRule.of(policy, attempt.credential()));
    }

    /** Fails with 404, or with 403 outside the caller's teams. */
    public Uni<LockView> state(Caller caller, String loginId) {
        return reach(caller, loginId).map(row -> new LockView(row.locked()));
    }

    /** Ends the lock and deletes the failures. Fails with 404, or with 403 for a user the caller may not change. */
    @WithTransaction
    public Uni<LockView> clear(Caller caller, String loginId) {
        return users.byLogin(caller, loginId).chain(user -> unlock(caller.tenant(), user.id(),
                AuditEntry.by(caller, AuditKind.LOCK_CLEARED, user.loginId())))
                .replaceWith(new LockView(false));
    }

    /**
     * The same for users whose rows are locked, and whom the caller may change. Call inside a transaction. Returns those who had
     * a lock or failures.
     *
     * @param logins the login ids by user
     */
    public Uni<Set<UUID>> clearAll(Caller caller, Map<UUID, String> logins) {
        return failures.failed(caller.tenant(), logins.keySet())
                .call(failed -> Multi.createFrom().iterable(failed).onItem()
                        .transformToUniAndConcatenate(user -> unlock(caller.tenant(), user,
                                AuditEntry.by(caller, AuditKind.LOCK_CLEARED, logins.get(user))))
                        .collect().last())
                .map(Set::copyOf);
    }

    /** For operators with database access: checks no privileges. Fails with 404. */
    @WithTransaction
    public Uni<Void> unlock(Tenant tenant, String loginId, String actor) {
        return users.byLogin(tenant, loginId).chain(user -> unlock(tenant, user.id(),
                AuditEntry.by(tenant, actor, AuditKind.LOCK_CLEARED, user.loginId())));
    }

    private Uni<LockRepository.LockRow> reach(Caller caller, String loginId) {
        return locks.state(caller.tenant(), loginId).invoke(row -> caller.requireTeam(row.teamId()));
    }

    private Uni<Void> unlock(Tenant tenant, UUID user, AuditEntry entry) {
        return failures.cleared(tenant, user)
                .chain(cleared -> cleared.isEmpty() ? Uni.createFrom().voidItem()
                        : audit.record(entry.of(user).changing(ending(cleared))));
    }

    private static Changed ending(List<FailureCounts.Locked> cleared) {
        boolean locked = cleared.stream().anyMatch(FailureCounts.Locked::isLocked);
        int count = cleared.stream().mapToInt(row -> row.count().failures).sum();
        return Changed.between("lockedOut", locked, false).and("failures", count, 0);
    }
}
