package org.callroster.lock;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Database;
import org.callroster.directory.ChangeableUsers;
import org.callroster.tenant.LoginKey;
import org.callroster.tenant.Tenant;

import io.smallrye.mutiny.Uni;

@ApplicationScoped
class LockRepository {

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
}
