package org.callroster.user;

import java.time.Duration;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.tenant.Statements;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

/** The failure counts of users. Times are the database's, so that all nodes agree. */
@ApplicationScoped
public class LoginFailures {

    private static final int PLACES_OF_STRANGERS = 4096;

    /**
     * One and the same for users and strangers, and it always writes, so that its time tells nothing. While a lock holds nothing
     * is counted, so it ends when it said it would; after it the count starts anew. A threshold of 0 is never reached.
     */
    private static final String COUNT = """
            insert into login_failure as f (tenant_id, user_id, failures, last_failure_at, locked_until)
            values ($1, $2, 1, now(), case when $3 = 1 then now() + make_interval(secs => $4) end)
            on conflict (tenant_id, user_id) do update set (failures, locked_until, last_failure_at) = (
                select case when is_locked then f.failures else counted end,
                    case when is_locked then f.locked_until
                        when $3 > 0 and counted >= $3 then now() + make_interval(secs => $4) end,
                    now()
                from (select coalesce(f.locked_until > now(), false) as is_locked,
                    case when f.locked_until is null and f.last_failure_at > now() - make_interval(secs => $4)
                        then f.failures + 1 else 1 end as counted) as state)""";

    private static final String STATE = """
            select u.id, u.team_id, u.login_id, coalesce(f.locked_until > now(), false) as locked
            from app_user u left join login_failure f on f.tenant_id = u.tenant_id and f.user_id = u.id
            where u.tenant_id = $1 and u.login_key = $2""";

    private final Statements statements;

    LoginFailures(Statements statements) {
        this.statements = statements;
    }

    /** Counts one failure in one statement, exact under any concurrency. */
    public Uni<Void> count(Tenant tenant, UUID userId, int threshold, Duration lockedFor) {
        return statements.all(COUNT, tenant.id(), userId, threshold, (double) lockedFor.toSeconds()).replaceWithVoid();
    }

    /** As much work for a login that nobody has. All of a tenant share a few places, so strangers can't fill the table. */
    public Uni<Void> countStranger(Tenant tenant, String loginId, int threshold, Duration lockedFor) {
        UUID place = new UUID(0, Math.floorMod(LoginKey.of(loginId).hashCode(), PLACES_OF_STRANGERS));
        return count(tenant, place, threshold, lockedFor);
    }

    /** A user and whether he is locked out, in one round trip. Fails with 404. */
    public Uni<LockRow> state(Tenant tenant, String loginId) {
        return statements.first(STATE, tenant.id(), LoginKey.of(loginId))
                .map(found -> found.map(LoginFailures::row).orElseThrow(UserRepository::notFound));
    }

    private static LockRow row(Row row) {
        return new LockRow(row.getUUID("id"), row.getUUID("team_id"), row.getString("login_id"), row.getBoolean("locked"));
    }

    /** Ends the lock and forgets the count. True if there was anything to forget. */
    public Uni<Boolean> clear(Tenant tenant, UUID userId) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery("delete from login_failure where tenant_id = :tenant and user_id = :user")
                        .setParameter("tenant", tenant.id()).setParameter("user", userId).executeUpdate())
                .map(rows -> rows > 0);
    }
}
