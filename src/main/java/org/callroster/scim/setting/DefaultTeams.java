package org.callroster.scim.setting;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.AuditEntry;
import org.callroster.audit.AuditKind;
import org.callroster.audit.AuditLog;
import org.callroster.audit.Changed;
import org.callroster.caller.Caller;
import org.callroster.database.Database;
import org.callroster.database.LookupCache;
import org.callroster.directory.Directory;
import org.callroster.names.TeamRepository;
import org.callroster.tenant.Tenant;

import com.github.benmanes.caffeine.cache.Ticker;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/**
 * The team of users who are in no group. If none was chosen, it is a team called {@code Default}, made when it is first needed: so
 * that a tenant without any team can be provisioned.
 */
@ApplicationScoped
public class DefaultTeams implements PanacheRepositoryBase<ScimSetting, UUID> {

    /** The team. */
    public record DefaultTeam(UUID id, String name) {
    }

    private static final String NAME = "Default";

    private static final String CHOSEN = """
            select t.id, t.name from scim_setting s join team t on t.tenant_id = $1 and t.id = s.default_team_id
            where s.tenant_id = $1""";
    private static final String INSERT = """
            insert into ScimSetting (tenantId, defaultTeamId) values (?1, ?2)
            on conflict (tenantId) do update set defaultTeamId = excluded.defaultTeamId""";

    private final Database database;
    private final TeamRepository teams;
    private final Directory directory;
    private final AuditLog audit;
    private final LookupCache<Tenant, Optional<DefaultTeam>> chosen;

    DefaultTeams(Database database, TeamRepository teams, Directory directory, AuditLog audit, Ticker clock) {
        this.database = database;
        this.teams = teams;
        this.directory = directory;
        this.audit = audit;
        this.chosen = new LookupCache<>(clock, this::lookUp);
    }

    private Uni<Optional<DefaultTeam>> lookUp(Tenant tenant) {
        return database.first(CHOSEN, tenant.id())
                .map(found -> found.map(row -> new DefaultTeam(row.getUUID("id"), row.getString("name"))));
    }

    /** At most one second stale. Empty if none was chosen or needed yet. Not inside a transaction. */
    Uni<Optional<DefaultTeam>> chosen(Tenant tenant) {
        return chosen.get(tenant);
    }

    /** The same; makes one if there is none. Not inside a transaction. */
    public Uni<DefaultTeam> of(Tenant tenant) {
        return chosen.get(tenant).chain(team -> team.isPresent() ? Uni.createFrom().item(team.get()) : made(tenant));
    }

    /** For a caller whom the name of a moment ago led astray. */
    public void forget(Tenant tenant) {
        chosen.forget(tenant);
    }

    private Uni<DefaultTeam> made(Tenant tenant) {
        return make(tenant).invoke(() -> chosen.forget(tenant)).map(id -> new DefaultTeam(id, NAME));
    }

    @WithTransaction
    Uni<UUID> make(Tenant tenant) {
        return teams.byNameOrNew(tenant, NAME).call(id -> write(tenant, id));
    }

    private Uni<Void> write(Tenant tenant, UUID team) {
        return getSession().chain(session -> session.createMutationQuery(INSERT).setParameter(1, tenant.id())
                .setParameter(2, team).executeUpdate()).replaceWithVoid();
    }

    /** Chooses another. Fails with 404 if there is no such team. */
    Uni<ScimSettingView> choose(Caller caller, String name) {
        return chosen(caller.tenant()).chain(before -> choose(caller, name, before.map(DefaultTeam::name).orElse(null)))
                .invoke(() -> chosen.forget(caller.tenant()));
    }

    @WithTransaction
    Uni<ScimSettingView> choose(Caller caller, String name, String before) {
        return directory.teams(caller.tenant(), Set.of(name))
                .call(found -> write(caller.tenant(), found.get(name)))
                .call(() -> name.equals(before) ? Uni.createFrom().voidItem()
                        : audit.record(AuditEntry.by(caller, AuditKind.SCIM_DEFAULT_TEAM_CHANGED, caller.tenant().name())
                                .changing(Changed.between("defaultTeam", before, name))))
                .replaceWith(new ScimSettingView(name));
    }
}
