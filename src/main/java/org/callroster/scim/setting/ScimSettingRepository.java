package org.callroster.scim.setting;

import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import org.callroster.database.Database;
import org.callroster.error.DatabaseErrors;
import org.callroster.error.Failure;
import org.callroster.scim.setting.DefaultTeams.DefaultTeam;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
class ScimSettingRepository implements PanacheRepositoryBase<ScimSetting, UUID> {

    private static final String CHOSEN = """
            select t.id, t.name from scim_setting s join team t on t.tenant_id = $1 and t.id = s.default_team_id
            where s.tenant_id = $1""";
    private static final String INSERT = """
            insert into ScimSetting (tenantId, defaultTeamId) values (?1, ?2) on conflict (tenantId) do nothing""";

    private final Database database;

    ScimSettingRepository(Database database) {
        this.database = database;
    }

    /** Empty if none was chosen or needed yet. */
    Uni<Optional<DefaultTeam>> defaultTeam(Tenant tenant) {
        return database.first(CHOSEN, tenant.id())
                .map(found -> found.map(row -> new DefaultTeam(row.getUUID("id"), row.getString("name"))));
    }

    /** Chooses a team, unless one was chosen before: then it is false. */
    Uni<Boolean> chooseFirst(Tenant tenant, UUID team) {
        return getSession().chain(session -> session.createMutationQuery(INSERT).setParameter(1, tenant.id())
                .setParameter(2, team).executeUpdate()).map(rows -> rows == 1)
                .onFailure(DatabaseErrors::isBrokenReference).transform(e -> deleted());
    }

    /** Chooses another team. The team before. */
    Uni<UUID> chooseAnother(Tenant tenant, UUID team) {
        return findById(tenant.id(), LockModeType.PESSIMISTIC_WRITE).chain(setting -> {
            UUID before = setting.defaultTeamId;
            setting.defaultTeamId = team;
            return flush().replaceWith(before);
        }).onFailure(DatabaseErrors::isBrokenReference).transform(e -> deleted());
    }

    private static Failure deleted() {
        return Failure.notFound("the team was deleted meanwhile");
    }
}
