package org.callroster.supervisor;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.assignment.SupervisedTeams;
import org.callroster.audit.AuditEntry;
import org.callroster.audit.AuditKind;
import org.callroster.audit.AuditLog;
import org.callroster.audit.Changed;
import org.callroster.caller.Caller;
import org.callroster.database.Database;
import org.callroster.directory.ChangeableUser;
import org.callroster.directory.ChangeableUsers;
import org.callroster.directory.Directory;
import org.callroster.tenant.LoginKey;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

/** Which teams users supervise (fleet section 4). */
@ApplicationScoped
class SupervisorService {

    private static final String TEAMS = """
            select u.team_id, array(
                select t.name from supervised_team s join team t on t.tenant_id = s.tenant_id and t.id = s.team_id
                where s.tenant_id = $1 and s.user_id = u.id order by t.name) as teams
            from app_user u where u.tenant_id = $1 and u.login_key = $2""";

    private final Database database;
    private final ChangeableUsers users;
    private final Directory directory;
    private final SupervisedTeams supervised;
    private final AuditLog audit;

    SupervisorService(Database database, ChangeableUsers users, Directory directory, SupervisedTeams supervised,
            AuditLog audit) {
        this.database = database;
        this.users = users;
        this.directory = directory;
        this.supervised = supervised;
        this.audit = audit;
    }

    /** Fails with 404, or with 403 if the user's team is outside the caller's reach. */
    Uni<Supervision> get(Caller caller, String loginId) {
        return database.first(TEAMS, caller.tenant().id(), LoginKey.of(loginId))
                .map(found -> found.orElseThrow(ChangeableUsers::notFound))
                .invoke(row -> caller.requireTeam(row.getUUID("team_id")))
                .map(SupervisorService::shown);
    }

    private static Supervision shown(Row row) {
        return new Supervision(List.of(row.getArrayOfStrings("teams")));
    }

    /**
     * Lets a user supervise exactly these teams. Fails with 404, or with 403 if the caller may not change the user or does not
     * reach one of the teams: callers cannot give more reach than they have.
     */
    @WithTransaction
    Uni<Supervision> put(Caller caller, String loginId, Supervision wanted) {
        Set<String> names = new TreeSet<>(wanted.check().teams());
        return users.byLogin(caller, loginId)
                .call(user -> directory.teams(caller.tenant(), names)
                        .invoke(teams -> teams.values().forEach(caller::requireTeam))
                        .chain(teams -> write(caller, user, teams)))
                .replaceWith(new Supervision(List.copyOf(names)));
    }

    private Uni<Void> write(Caller caller, ChangeableUser user, Map<String, UUID> teams) {
        return supervised.names(caller.tenant(), user.id())
                .call(() -> supervised.replace(caller.tenant(), user.id(), Set.copyOf(teams.values())))
                .chain(before -> audit.record(AuditEntry.by(caller, AuditKind.SUPERVISED_TEAMS_CHANGED, user.loginId())
                        .of(user.id()).changing(changed(before, teams.keySet()))));
    }

    private static Changed changed(List<String> before, Set<String> after) {
        return Changed.between("teams", before, after.stream().sorted().toList());
    }
}
