package org.callroster.lock;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.AuditEntry;
import org.callroster.audit.AuditKind;
import org.callroster.audit.AuditLog;
import org.callroster.database.Ids;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/**
 * Counts failures under a lock of their row, so that the count is exact whatever else happens, on any number of nodes. Times
 * are the database's, so that all nodes agree. Every failure takes the same steps, for users and for unknown logins, so that its
 * duration reveals nothing.
 */
@ApplicationScoped
public class LoginFailures {

    private final FailureCounts counts;
    private final AuditLog audit;
    private final LockCount locks;

    LoginFailures(FailureCounts counts, AuditLog audit, LockCount locks) {
        this.counts = counts;
        this.audit = audit;
        this.locks = locks;
    }

    /** Counts one failure. True if it locks. */
    @WithTransaction
    Uni<Boolean> count(LoginAttempt attempt, String reason, LockRule rule) {
        return counted(attempt, reason, counts.decide(attempt.subject(), attempt.credential(),
                (count, now) -> count.failed(now, rule, attempt.address())));
    }

    /** The same for a wrong password; also removes its reservation. */
    @WithTransaction
    Uni<Boolean> count(LoginAttempt attempt, String reason, LockRule rule, Reservation reservation) {
        return counted(attempt, reason, counts.decide(attempt.subject(), attempt.credential(), (count, now) -> {
            count.giveBack(reservation.id());
            return count.failed(now, rule, attempt.address());
        }));
    }

    private Uni<Boolean> counted(LoginAttempt attempt, String reason, Uni<Boolean> count) {
        return count.call(() -> note(attempt, reason))
                .call(locks -> locks ? audit.record(entry(attempt, Ids.next(), AuditKind.ACCOUNT_LOCKED, reason))
                        : Uni.createFrom().voidItem());
    }

    /** Records a failure that does not count, because nothing was verified. */
    @WithTransaction
    Uni<Void> note(LoginAttempt attempt, String reason) {
        return audit.recordOrCount(entry(attempt, attempt.auditId(reason, Instant.now()), AuditKind.LOGIN_FAILED, reason));
    }

    /** Reserves an attempt before a password is verified. */
    @WithTransaction
    Uni<Reservation> reserve(LoginAttempt attempt, LockRule rule) {
        UUID id = UUID.randomUUID();
        return counts.decide(attempt.subject(), attempt.credential(),
                (count, now) -> new Reservation(id, count.reserve(now, rule, id)));
    }

    /** Removes a reservation whose password was not verified. */
    @WithTransaction
    Uni<Void> giveBack(LoginAttempt attempt, Reservation reservation) {
        return counts.decide(attempt.subject(), attempt.credential(), (count, now) -> {
            count.giveBack(reservation.id());
            return null;
        });
    }

    /** After a right password. False if the reservation has expired: then refuse the password. */
    @WithTransaction
    public Uni<Boolean> forget(Tenant tenant, UUID userId, Reservation reservation) {
        return counts.decide(Subject.user(tenant, userId), Credential.PASSWORD,
                (count, now) -> count.succeeded(now, reservation.id()));
    }

    /** After a right API secret: deletes the count, not a lock. */
    @WithTransaction
    public Uni<Void> forgetSecrets(Tenant tenant, UUID userId) {
        return counts.deleteUnlessLocked(tenant, userId, Credential.SECRET);
    }

    /** Ends both locks and deletes both counts. True if there was anything to delete. */
    @WithTransaction
    public Uni<Boolean> clear(Tenant tenant, UUID userId) {
        return cleared(tenant, userId).map(cleared -> !cleared.isEmpty());
    }

    /** Those of the users who have failed. Call inside a transaction. */
    Uni<List<UUID>> failed(Tenant tenant, Set<UUID> users) {
        return users.isEmpty() ? Uni.createFrom().item(List.of()) : counts.failed(tenant, users);
    }

    /** The same; returns what was deleted. Call inside a transaction. */
    Uni<List<FailureCounts.Locked>> cleared(Tenant tenant, UUID userId) {
        return counts.clear(tenant, userId).invoke(this::noteCleared);
    }

    private void noteCleared(List<FailureCounts.Locked> cleared) {
        cleared.stream().filter(FailureCounts.Locked::isLocked).forEach(row -> locks.cleared(row.count().credential));
    }

    private static AuditEntry entry(LoginAttempt attempt, UUID id, AuditKind kind, String reason) {
        String login = attempt.printableLogin();
        Subject subject = attempt.subject();
        return AuditEntry.by(subject.tenant(), login, kind, login).of(subject.unknownLogin() ? null : subject.id())
                .because(reason).sharing(id);
    }
}
