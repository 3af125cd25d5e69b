package org.callroster.names;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import org.callroster.database.Ids;
import org.callroster.error.DatabaseErrors;
import org.callroster.error.Failure;
import org.callroster.tenant.Tenant;
import org.callroster.tenant.TenantKey;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** Changes teams as groups of identity providers, which know them by their ids. Call inside a transaction. */
@ApplicationScoped
public class TeamRepository implements PanacheRepositoryBase<Team, TenantKey> {

    private static final String INSERT = """
            insert into Team (tenantId, id, name, externalId, createdAt, modifiedAt) values (?1, ?2, ?3, ?4, ?5, ?5)
            on conflict (tenantId, name) do nothing""";

    /** Fails with {@link NameTaken}. */
    public Uni<UUID> create(Tenant tenant, String name, String externalId) {
        return insert(tenant, name, externalId)
                .map(id -> id.orElseThrow(() -> new NameTaken(NameKind.TEAMS.table)));
    }

    public Uni<Optional<UUID>> byName(Tenant tenant, String name) {
        return find("tenantId = ?1 and name = ?2", tenant.id(), name).<Team>firstResult()
                .map(team -> Optional.ofNullable(team).map(found -> found.id));
    }

    /** Empty if the name is taken. */
    private Uni<Optional<UUID>> insert(Tenant tenant, String name, String externalId) {
        UUID id = Ids.next();
        return getSession().chain(session -> session.createMutationQuery(INSERT).setParameter(1, tenant.id())
                .setParameter(2, id).setParameter(3, name).setParameter(4, externalId).setParameter(5, now()).executeUpdate())
                .map(rows -> rows == 1 ? Optional.of(id) : Optional.empty());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** No other transaction can change or delete it until this one ends. Fails with 404. */
    public Uni<LockedTeam> locked(Tenant tenant, UUID id) {
        return row(tenant, id).map(LockedTeam::of);
    }

    private Uni<Team> row(Tenant tenant, UUID id) {
        return find("tenantId = ?1 and id = ?2", tenant.id(), id).withLock(LockModeType.PESSIMISTIC_WRITE).<Team>firstResult()
                .onItem().ifNull().failWith(TeamRepository::notFound);
    }

    public static Failure notFound() {
        return Failure.notFound("group not found");
    }

    /** Fails with {@link NameTaken}. */
    public Uni<Void> change(Tenant tenant, LockedTeam wanted) {
        return row(tenant, wanted.id()).invoke(team -> {
            team.name = wanted.name();
            team.externalId = wanted.externalId();
            team.modifiedAt = now();
        }).chain(team -> persistAndFlush(team)).replaceWithVoid()
                .onFailure(failure -> DatabaseErrors.brokenUniqueConstraint(failure).isPresent())
                .transform(e -> new NameTaken(NameKind.TEAMS.table));
    }

    /** Fails with 409 if it has members, or is the default team. */
    public Uni<Void> remove(Tenant tenant, UUID id) {
        return delete("tenantId = ?1 and id = ?2", tenant.id(), id).replaceWithVoid()
                .onFailure(DatabaseErrors::isBrokenReference).transform(e -> Failure.conflict("the team is in use"));
    }
}
