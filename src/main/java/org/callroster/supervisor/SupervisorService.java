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
import org.callroster.directory.ChangeableUser;
import org.callroster.directory.ChangeableUsers;
import org.callroster.directory.Directory;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Which teams users supervise (fleet section 4). */
@ApplicationScoped
public class SupervisorService {

    private final SupervisorRepository supervisors;
    private final ChangeableUsers users;
    private final Directory directory;
    private final SupervisedTeams supervised;
    private final AuditLog audit;

    SupervisorService(SupervisorRepository supervisors, ChangeableUsers users, Directory directory, SupervisedTeams supervised,
            AuditLog audit) {
        this.supervisors = supervisors;
        this.users = users;
        this.directory = directory;
        this.supervised = supervised;
        this.audit = audit;
    }

    /** Fails with 404, or with 403 if the user's team is outside the caller's reach. */
    public Uni<Supervision> get(Caller caller, String loginId) {
        return supervisors.byLogin(caller.tenant(), loginId)
                .invoke(user -> caller.requireTeam(user.teamId()))
                .map(user -> new Supervision(user.teams()));
    }

    /**
     * Lets a user supervise exactly these teams. Fails with 404, or with 403 if the caller may not change the user or does not
     * reach one of the teams: callers cannot give more reach than they have.
     */
    @WithTransaction
    public Uni<Supervision> put(Caller caller, String loginId, Supervision wanted) {
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
