package org.callroster.lock;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Ids;
import org.callroster.database.Statements;
import org.callroster.directory.ChangeableUsers;
import org.callroster.tenant.LoginKey;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

/**
 * Failure counts of users and of unknown logins, separate for passwords and API secrets. Times are the database's, so that all
 * nodes agree.
 */
@ApplicationScoped
public class LoginFailures {

    /**
     * Updates the count and writes the audit rows in one statement. It always writes, and the same for users and unknown
     * logins, so that its duration reveals nothing. While a lock holds, failures do not count, so the lock ends on time; then
     * the count starts over.
     */
    private static final String COUNT = """
            with counted as (
                insert into login_failure as f (tenant_id, user_id, credential, stranger, failures, last_failure_at, last_address,
                    locked_until)
                values ($1, $2, $3, $4, 1, now(), $5, case when cast($6 as int) = 1 then case when cast($8 as float8) = 0
                    then timestamptz 'infinity' else now() + make_interval(secs => cast($8 as float8)) end end)
                on conflict (tenant_id, user_id, credential) do update
                set (failures, locked_until, last_failure_at, last_address, reserved) = (
                    select case when is_locked then f.failures else failures_now end,
                        case when is_locked then f.locked_until when cast($6 as int) > 0 and failures_now >= cast($6 as int)
                            then case when cast($8 as float8) = 0 then timestamptz 'infinity'
                                else now() + make_interval(secs => cast($8 as float8)) end end,
                        case when is_locked then f.last_failure_at else now() end,
                        case when is_locked then f.last_address else $5 end,
                        f.reserved - cast($9 as text)
                    from (select coalesce(f.locked_until > now(), false) as is_locked,
                        case when f.locked_until is null
                                and f.last_failure_at > now() - make_interval(secs => cast($7 as float8))
                            then f.failures + 1 else 1 end as failures_now) as state)
                returning locked_until > now() and last_failure_at = now() as locks),
            noted as (
                insert into audit as a (tenant_id, id, actor, actor_key, action, subject, subject_key, reason, address)
                values ($1, $10, $11, $14, 'login failed', $11, $14, $12, $5)
                on conflict (tenant_id, id) do update set count = a.count + 1)
            insert into audit (tenant_id, id, actor, actor_key, action, subject, subject_key, reason, address)
            select $1, cast($13 as uuid), $11, $14, 'account locked', $11, $14, $12, $5 from counted where locks""";

    /** A failure that does not count against the account: writes only an audit row. */
    private static final String NOTE = """
            insert into audit as a (tenant_id, id, actor, actor_key, action, subject, subject_key, reason, address)
            values ($1, $2, $3, $6, 'login failed', $3, $6, $4, $5)
            on conflict (tenant_id, id) do update set count = a.count + 1""";

    /**
     * Reserves one of the remaining attempts, unless the account is locked, all remaining attempts are reserved, or the minimum
     * interval has not passed. Reservations expire after 30 seconds.
     */
    private static final String RESERVE = """
            insert into login_failure as f (tenant_id, user_id, credential, stranger, failures, last_failure_at, last_attempt_at,
                reserved)
            values ($1, $2, $3, $4, 0, now(), now(), jsonb_build_object(cast($5 as text), extract(epoch from now())))
            on conflict (tenant_id, user_id, credential) do update set (failures, locked_until, reserved, last_attempt_at) = (
                select failures_now, case when is_locked then f.locked_until end,
                    case when is_free then live || jsonb_build_object(cast($5 as text), extract(epoch from now())) else live end,
                    case when is_free then now() else f.last_attempt_at end
                from (select *, not is_locked
                        and (cast($6 as int) = 0
                            or failures_now + (select count(*) from jsonb_object_keys(live)) < cast($6 as int))
                        and (cast($8 as float8) = 0 or coalesce(
                            f.last_attempt_at <= now() - make_interval(secs => cast($8 as float8)), true)) as is_free
                    from (select *, case when is_locked or f.locked_until is null
                                and f.last_failure_at > now() - make_interval(secs => cast($7 as float8))
                            then f.failures else 0 end as failures_now,
                            (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(f.reserved)
                                where cast(value as float8) > extract(epoch from now()) - 30) as live
                        from (select coalesce(f.locked_until > now(), false) as is_locked) as locked) as state) as decided)
            returning coalesce(locked_until > now(), false) as locked, jsonb_exists(reserved, cast($5 as text)) as granted""";

    /** For a right password: resets the failures and removes its reservation, unless that has expired. */
    private static final String FORGET = """
            update login_failure set failures = 0, locked_until = null, reserved = reserved - cast(:try as text)
            where tenant_id = :tenant and user_id = :user and credential = 'PASSWORD'
                and jsonb_exists(reserved, cast(:try as text)) and (locked_until is null or locked_until <= now())""";

    private static final String GIVE_BACK = """
            update login_failure set reserved = reserved - cast($4 as text)
            where tenant_id = $1 and user_id = $2 and credential = $3""";

    /** Keeps rows that hold only reservations. */
    private static final String CLEAR = """
            delete from login_failure
            where tenant_id = :tenant and user_id = :user and (failures > 0 or locked_until is not null)
            returning credential, coalesce(locked_until > now(), false)""";

    private static final String STATE = """
            select u.team_id, exists (
                select 1 from login_failure f
                where f.tenant_id = $1 and f.user_id = u.id and f.locked_until > now()) as locked
            from app_user u where u.tenant_id = $1 and u.login_key = $2""";

    private final Statements statements;
    private final ExpiredFailures old;
    private final LockCount locks;

    LoginFailures(Statements statements, ExpiredFailures old, LockCount locks) {
        this.statements = statements;
        this.old = old;
        this.locks = locks;
    }

    /** Counts one failure in one statement, exact under any concurrency. */
    public Uni<Void> count(LoginAttempt attempt, String reason, LockRule rule) {
        return count(attempt, reason, rule, "");
    }

    /** The same for a wrong password; also removes its reservation. */
    public Uni<Void> count(LoginAttempt attempt, String reason, LockRule rule, Reservation reservation) {
        return count(attempt, reason, rule, reservation.id().toString());
    }

    private Uni<Void> count(LoginAttempt attempt, String reason, LockRule rule, String reserved) {
        Subject subject = attempt.subject();
        return statements.all(COUNT, subject.tenant().id(), subject.id(), attempt.credential().name(), subject.unknownLogin(),
                attempt.address(), rule.threshold(), seconds(rule.reset()), seconds(rule.lockedFor()), reserved,
                attempt.auditId(reason, Instant.now()), attempt.printableLogin(), reason, Ids.next(), attempt.loginKey())
                .invoke(lock -> noteLocked(lock.rowCount(), attempt.credential()))
                .invoke(() -> old.sweep(subject.tenant(), rule)).replaceWithVoid();
    }

    /** The statement's last step inserts an audit row if the failure locks. */
    private void noteLocked(int rows, Credential credential) {
        if (rows > 0) {
            locks.locked(credential);
        }
    }

    /** Records a failure that does not count, because nothing was verified. */
    public Uni<Void> note(LoginAttempt attempt, String reason) {
        return statements.all(NOTE, attempt.subject().tenant().id(), attempt.auditId(reason, Instant.now()),
                attempt.printableLogin(), reason, attempt.address(), attempt.loginKey()).replaceWithVoid();
    }

    /** Reserves an attempt before a password is verified, in one statement. */
    public Uni<Reservation> reserve(LoginAttempt attempt, LockRule rule) {
        UUID id = UUID.randomUUID();
        Subject subject = attempt.subject();
        return statements.first(RESERVE, subject.tenant().id(), subject.id(), attempt.credential().name(),
                subject.unknownLogin(), id.toString(), rule.threshold(), seconds(rule.reset()), seconds(rule.interval()))
                .map(row -> new Reservation(id, state(row.orElseThrow())));
    }

    /** Removes a reservation whose password was not verified. */
    public Uni<Void> giveBack(LoginAttempt attempt, Reservation reservation) {
        return statements.all(GIVE_BACK, attempt.subject().tenant().id(), attempt.subject().id(),
                attempt.credential().name(), reservation.id().toString()).replaceWithVoid();
    }

    /** Call after a right password, in the open transaction. False if the reservation has expired: then refuse the password. */
    public Uni<Boolean> forget(Tenant tenant, UUID userId, Reservation reservation) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery(FORGET).setParameter("tenant", tenant.id()).setParameter("user", userId)
                        .setParameter("try", reservation.id().toString()).executeUpdate())
                .map(rows -> rows == 1);
    }

    /** The user's team, and whether the user is locked. Fails with 404. */
    public Uni<LockRow> state(Tenant tenant, String loginId) {
        return statements.first(STATE, tenant.id(), LoginKey.of(loginId))
                .map(found -> found.map(LoginFailures::row).orElseThrow(ChangeableUsers::notFound));
    }

    /** Ends both locks and deletes both counts. True if there was anything to delete. */
    public Uni<Boolean> clear(Tenant tenant, UUID userId) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery(CLEAR, Object[].class).setParameter("tenant", tenant.id())
                        .setParameter("user", userId).getResultList())
                .invoke(rows -> rows.forEach(this::noteCleared))
                .map(rows -> !rows.isEmpty());
    }

    private void noteCleared(Object[] row) {
        if ((boolean) row[1]) {
            locks.cleared(Credential.valueOf((String) row[0]));
        }
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static Reservation.State state(Row row) {
        if (row.getBoolean("locked")) {
            return Reservation.State.LOCKED;
        }
        return row.getBoolean("granted") ? Reservation.State.GRANTED : Reservation.State.WAIT;
    }

    private static LockRow row(Row row) {
        return new LockRow(row.getUUID("team_id"), row.getBoolean("locked"));
    }
}
