package org.callroster.supervisor;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Database;
import org.callroster.directory.ChangeableUsers;
import org.callroster.tenant.LoginKey;
import org.callroster.tenant.Tenant;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

@ApplicationScoped
class SupervisorRepository {

    private static final String BY_LOGIN = """
            select u.team_id, array(
                select t.name from supervised_team s join team t on t.tenant_id = s.tenant_id and t.id = s.team_id
                where s.tenant_id = $1 and s.user_id = u.id order by t.name) as teams
            from app_user u where u.tenant_id = $1 and u.login_key = $2""";

    /**
     * A user, who need not supervise any team.
     *
     * @param teams the names of the supervised teams, sorted
     */
    record Supervisor(UUID teamId, List<String> teams) {

        private static Supervisor of(Row row) {
            return new Supervisor(row.getUUID("team_id"), List.of(row.getArrayOfStrings("teams")));
        }
    }

    private final Database database;

    SupervisorRepository(Database database) {
        this.database = database;
    }

    /** Fails with 404. */
    Uni<Supervisor> byLogin(Tenant tenant, String loginId) {
        return database.first(BY_LOGIN, tenant.id(), LoginKey.of(loginId))
                .map(found -> found.map(Supervisor::of).orElseThrow(ChangeableUsers::notFound));
    }
}
