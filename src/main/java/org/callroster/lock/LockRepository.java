package org.callroster.lock;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Caller;
import org.callroster.database.Database;
import org.callroster.directory.ChangeableUsers;
import org.callroster.tenant.LoginKey;
import org.callroster.tenant.Tenant;
import org.callroster.values.Paging;

import io.smallrye.mutiny.Uni;

@ApplicationScoped
class LockRepository {

    private static final String LIST = """
            select u.login_id, u.login_key, f.credential, f.failures, f.last_failure_at, f.last_address,
                nullif(f.locked_until, timestamptz '%s') as ends_at
            from login_failure f join app_user u on u.tenant_id = f.tenant_id and u.id = f.user_id
            where f.tenant_id = $1 and f.locked_until is not null and f.locked_until > now()
                and (u.login_key, f.credential) > ($2, $3)
                and (cast($4 as boolean) or u.team_id = any(cast($5 as uuid[])))
            order by u.login_key, f.credential limit $6""".formatted(LockRule.UNTIL_CLEARED);

    private static final String STATE = """
            select u.team_id, exists (
                select 1 from login_failure f
                where f.tenant_id = $1 and f.user_id = u.id and f.locked_until > now()) as locked
            from app_user u where u.tenant_id = $1 and u.login_key = $2""";

    /** The part of a user that the lock state call needs. */
    record LockRow(UUID teamId, boolean locked) {
    }

    private final Database database;

    LockRepository(Database database) {
        this.database = database;
    }

    /** The user's team, and whether the user is locked. Fails with 404. */
    Uni<LockRow> state(Tenant tenant, String loginId) {
        return database.first(STATE, tenant.id(), LoginKey.of(loginId))
                .map(found -> found.map(row -> new LockRow(row.getUUID("team_id"), row.getBoolean("locked")))
                        .orElseThrow(ChangeableUsers::notFound));
    }

    /** The locks of the users in the caller's reach. Fails with 400 for an invalid limit or cursor. */
    Uni<LockList> list(Caller caller, String limit, String cursor) {
        int size = Paging.limit(limit);
        String[] after = Paging.after(cursor, "", "");
        return database.list(LIST, caller.tenant().id(), after[0], after[1], caller.seesAllTeams(),
                caller.supervisedTeams().toArray(UUID[]::new), size + 1)
                .map(rows -> LockList.of(rows, size));
    }
}
