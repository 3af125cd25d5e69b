package org.callroster.assignment;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.error.DatabaseErrors;
import org.callroster.error.Failure;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The teams that users supervise. */
@ApplicationScoped
public class SupervisedTeams implements PanacheRepositoryBase<SupervisedTeam, SupervisedTeam.Key> {

    private static final String INSERT = """
            insert into SupervisedTeam (tenantId, userId, teamId)
            select t.tenantId, ?2, t.id from Team t where t.tenantId = ?1 and t.name in ?3""";

    private static final String NAMES = """
            select t.name from SupervisedTeam s join Team t on t.tenantId = ?1 and t.id = s.teamId
            where s.tenantId = ?1 and s.userId = ?2 order by t.name""";

    /** The names of the teams that a user supervises, sorted. */
    public Uni<List<String>> names(Tenant tenant, UUID userId) {
        return getSession().chain(session -> session.createSelectionQuery(NAMES, String.class).setParameter(1, tenant.id())
                .setParameter(2, userId).getResultList());
    }

    /** Lets a user whose row is locked supervise exactly these teams. Fails with 404 if one was deleted meanwhile. */
    public Uni<Void> replace(Tenant tenant, UUID userId, Set<UUID> teams) {
        return list("tenantId = ?1 and userId = ?2", tenant.id(), userId)
                .map(held -> held.stream().map(team -> team.teamId).collect(Collectors.toSet()))
                .call(held -> remove(tenant, userId, without(held, teams)))
                .chain(held -> add(tenant, userId, without(teams, held)));
    }

    private static Set<UUID> without(Set<UUID> teams, Set<UUID> others) {
        return teams.stream().filter(team -> !others.contains(team)).collect(Collectors.toSet());
    }

    private Uni<Long> remove(Tenant tenant, UUID userId, Set<UUID> teams) {
        return teams.isEmpty() ? Uni.createFrom().item(0L)
                : delete("tenantId = ?1 and userId = ?2 and teamId in ?3", tenant.id(), userId, teams);
    }

    private Uni<Void> add(Tenant tenant, UUID userId, Set<UUID> teams) {
        return teams.isEmpty() ? Uni.createFrom().voidItem()
                : persist(teams.stream().map(team -> SupervisedTeam.of(tenant.id(), userId, team))).chain(() -> flush())
                        .onFailure(DatabaseErrors::isBrokenReference)
                        .transform(e -> Failure.notFound("user team not found"));
    }

    /** Ends all supervision of a team. */
    public Uni<Void> end(Tenant tenant, UUID teamId) {
        return delete("tenantId = ?1 and teamId = ?2", tenant.id(), teamId).replaceWithVoid();
    }

    /** Lets a new user supervise the teams of these names. */
    public Uni<Void> add(Tenant tenant, UUID userId, List<String> teams) {
        return teams.isEmpty() ? Uni.createFrom().voidItem()
                : getSession().chain(session -> session.createMutationQuery(INSERT).setParameter(1, tenant.id())
                        .setParameter(2, userId).setParameter(3, teams).executeUpdate()).replaceWithVoid();
    }
}
