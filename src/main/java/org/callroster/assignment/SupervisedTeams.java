package org.callroster.assignment;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The teams that users supervise. */
@ApplicationScoped
public class SupervisedTeams implements PanacheRepositoryBase<SupervisedTeam, SupervisedTeam.Key> {

    private static final String INSERT = """
            insert into SupervisedTeam (tenantId, userId, teamId)
            select t.tenantId, ?2, t.id from Team t where t.tenantId = ?1 and t.name in ?3""";

    /** Lets a new user supervise the teams of these names. */
    public Uni<Void> add(Tenant tenant, UUID userId, List<String> teams) {
        return teams.isEmpty() ? Uni.createFrom().voidItem()
                : getSession().chain(session -> session.createMutationQuery(INSERT).setParameter(1, tenant.id())
                        .setParameter(2, userId).setParameter(3, teams).executeUpdate()).replaceWithVoid();
    }
}
