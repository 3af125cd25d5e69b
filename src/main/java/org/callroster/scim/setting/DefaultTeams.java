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
import org.callroster.database.LookupCache;
import org.callroster.directory.Directory;
import org.callroster.names.NameTaken;
import org.callroster.names.TeamRepository;
import org.callroster.tenant.Tenant;

import com.github.benmanes.caffeine.cache.Ticker;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/**
 * The team of users who are in no group. If none was chosen, it is a team called {@code Default}, made when it is first needed: so
 * that a tenant without any team can be provisioned.
 */
@ApplicationScoped
public class DefaultTeams {

    /** The team. */
    public record DefaultTeam(UUID id, String name) {
    }

    private static final String NAME = "Default";

    private final ScimSettingRepository settings;
    private final TeamRepository teams;
    private final Directory directory;
    private final AuditLog audit;
    private final LookupCache<Tenant, Optional<DefaultTeam>> chosen;

    DefaultTeams(ScimSettingRepository settings, TeamRepository teams, Directory directory, AuditLog audit, Ticker clock) {
        this.settings = settings;
        this.teams = teams;
        this.directory = directory;
        this.audit = audit;
        this.chosen = new LookupCache<>(clock, settings::defaultTeam);
    }

    /** At most one second stale. Empty if none was chosen or needed yet. Not inside a transaction. */
    Uni<Optional<DefaultTeam>> chosen(Tenant tenant) {
        return chosen.get(tenant);
    }

    /** The same; makes one if there is none. Not inside a transaction. */
    public Uni<DefaultTeam> of(Caller caller) {
        return chosen.get(caller.tenant()).chain(team -> team.isPresent() ? Uni.createFrom().item(team.get()) : made(caller));
    }

    /** After a name turned out to be out of date. */
    public void forget(Tenant tenant) {
        chosen.forget(tenant);
    }

    private Uni<DefaultTeam> made(Caller caller) {
        return make(caller).invoke(() -> chosen.forget(caller.tenant())).chain(() -> chosen.get(caller.tenant()))
                .map(Optional::orElseThrow);
    }

    @WithTransaction
    Uni<Void> make(Caller caller) {
        return named(caller).chain(id -> settings.chooseFirst(caller.tenant(), id)
                .chain(isFirst -> isFirst ? recordChoice(caller, null, NAME) : Uni.createFrom().voidItem()));
    }

    /** The team called {@code Default}; made if there is none. */
    private Uni<UUID> named(Caller caller) {
        return teams.byName(caller.tenant(), NAME)
                .chain(found -> found.isPresent() ? Uni.createFrom().item(found.get()) : create(caller))
                .onFailure(NameTaken.class).recoverWithUni(() -> named(caller));
    }

    private Uni<UUID> create(Caller caller) {
        return teams.create(caller.tenant(), NAME, null).call(() -> audit.record(
                AuditEntry.by(caller, AuditKind.TEAM_CREATED, NAME).changing(Changed.between("name", null, NAME))));
    }

    /** Chooses another. Fails with 404 if there is no such team. */
    Uni<ScimSettingView> choose(Caller caller, String name) {
        return write(caller, name).invoke(() -> chosen.forget(caller.tenant())).replaceWith(new ScimSettingView(name));
    }

    @WithTransaction
    Uni<Void> write(Caller caller, String name) {
        return directory.teams(caller.tenant(), Set.of(name)).map(found -> found.get(name))
                .chain(id -> settings.chooseFirst(caller.tenant(), id).chain(isFirst -> isFirst
                        ? recordChoice(caller, null, name) : replace(caller, new DefaultTeam(id, name))));
    }

    private Uni<Void> replace(Caller caller, DefaultTeam wanted) {
        return settings.chooseAnother(caller.tenant(), wanted.id())
                .chain(before -> before.equals(wanted.id()) ? Uni.createFrom().voidItem()
                        : directory.teamNames(caller.tenant(), Set.of(before))
                                .chain(names -> recordChoice(caller, names.get(before), wanted.name())));
    }

    private Uni<Void> recordChoice(Caller caller, String before, String after) {
        return audit.record(AuditEntry.by(caller, AuditKind.SCIM_DEFAULT_TEAM_CHANGED, caller.tenant().name())
                .changing(Changed.between("defaultTeam", before, after)));
    }
}
