package org.callroster.user;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import org.callroster.database.OpenTransaction;
import org.callroster.database.Statements;
import org.callroster.directory.ChangeableUsers;
import org.callroster.directory.ResolvedNames;
import org.callroster.error.DatabaseErrors;
import org.callroster.error.Failure;
import org.callroster.tenant.LoginKey;
import org.callroster.tenant.Tenant;
import org.callroster.tenant.TenantKey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

@ApplicationScoped
public class UserRepository implements PanacheRepositoryBase<User, TenantKey> {

    private static final String ROW = """
            select u.id, u.team_id, u.version, u.disabled, u.change_password, u.login_id, u.first_name, u.last_name,
                t.name as team, u.extension, u.work_phone, u.mobile_phone, u.email,
                (select cast(json_object_agg(s.name, us.level order by s.name) as text)
                    from user_skill us join skill s on s.tenant_id = us.tenant_id and s.id = us.skill_id
                    where us.tenant_id = $1 and us.user_id = u.id) as skills,
                (select cast(json_agg(r.name order by r.name) as text)
                    from user_role ur join role r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
                    where ur.tenant_id = $1 and ur.user_id = u.id) as roles,
                i.last_login, i.last_logout, i.browser, i.os, i.ip_address, i.user_agent, i.app_type,
                i.user_id is not null and not u.disabled and exists (
                    select 1 from session s where s.tenant_id = $1 and s.user_id = u.id
                        and s.credential_version = u.credential_version and s.expires_at > now()) as is_logged_in
            from app_user u join team t on t.tenant_id = u.tenant_id and t.id = u.team_id
            left join login_info i on i.tenant_id = u.tenant_id and i.user_id = u.id
            where u.tenant_id = $1 and u.login_key = $2""";

    /** Plain SQL: inserting through Hibernate takes a tenth of the call. */
    private static final String INSERT = """
            insert into app_user (tenant_id, id, login_id, login_key, first_name, last_name, team_id, extension, work_phone,
                mobile_phone, email, disabled, change_password, password_hash, password_set_at, enabled_at, credential_version,
                version)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)""";

    private static final String REPLACE_ROLES = """
            with gone as (
                delete from user_role where tenant_id = $1 and user_id = $2 and role_id <> all($3))
            insert into user_role (tenant_id, user_id, role_id)
            select $1, $2, unnest($3)
            on conflict do nothing""";

    private static final String REPLACE_SKILLS = """
            with gone as (
                delete from user_skill where tenant_id = $1 and user_id = $2 and skill_id <> all($3))
            insert into user_skill (tenant_id, user_id, skill_id, level)
            select $1, $2, wanted.skill, wanted.level
            from unnest($3, cast($4 as int[])) as wanted (skill, level)
            on conflict (tenant_id, user_id, skill_id) do update set level = excluded.level""";

    private static final TypeReference<Map<String, Integer>> SKILLS = new TypeReference<>() {
    };
    private static final TypeReference<List<String>> ROLES = new TypeReference<>() {
    };

    private final Statements statements;
    private final ObjectMapper json;

    UserRepository(Statements statements, ObjectMapper json) {
        this.statements = statements;
        this.json = json;
    }

    /** Everything about a user in one round trip. Fails with 404. */
    public Uni<UserRow> row(Tenant tenant, String loginId) {
        return statements.first(ROW, tenant.id(), LoginKey.of(loginId))
                .map(found -> found.map(this::row).orElseThrow(ChangeableUsers::notFound));
    }

    /** Locks the user until the transaction ends. Fails with 404. */
    Uni<User> byLogin(Tenant tenant, String loginId) {
        return find("tenantId = ?1 and loginKey = ?2", tenant.id(), LoginKey.of(loginId))
                .withLock(LockModeType.PESSIMISTIC_WRITE).firstResult()
                .onItem().ifNull().failWith(ChangeableUsers::notFound);
    }

    /** The id behind a login id. Fails with 404. */
    public Uni<UUID> id(Tenant tenant, String loginId) {
        return getSession()
                .chain(s -> s.createNativeQuery("select id from app_user where tenant_id = :tenant and login_key = :login",
                        UUID.class).setParameter("tenant", tenant.id()).setParameter("login", LoginKey.of(loginId))
                        .getSingleResultOrNull())
                .onItem().ifNull().failWith(ChangeableUsers::notFound);
    }

    /**
     * Writes a new user. Fails with 409 if the login id is taken, {@link ExtensionTaken} if the extension is, 404 if the team
     * was deleted meanwhile.
     */
    Uni<Void> insert(User user) {
        return written(user, OpenTransaction.run(INSERT, user.tenantId, user.id, user.loginId, user.loginKey, user.firstName,
                user.lastName, user.teamId, user.extension, user.workPhone, user.mobilePhone, user.email, user.disabled,
                user.changePassword, user.passwordHash, utc(user.passwordSetAt), utc(user.enabledAt), user.credentialVersion,
                user.version));
    }

    /** Writes a changed user immediately. Fails like {@link #insert}. */
    Uni<Void> write(User user) {
        return written(user, persistAndFlush(user).replaceWithVoid());
    }

    /** Foreign keys delete what belongs to the user, except the failure counts. */
    Uni<Void> remove(User user) {
        return delete("tenantId = ?1 and id = ?2", user.tenantId, user.id).replaceWithVoid();
    }

    private static OffsetDateTime utc(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static Uni<Void> written(User user, Uni<Void> writing) {
        return writing
                .onFailure(DatabaseErrors::isBrokenReference).transform(e -> Failure.notFound("user team not found"))
                .onFailure().transform(failure -> taken(failure, user));
    }

    /**
     * Sets exactly the wanted roles and skills. Absent ones stay unchanged (for a new user: empty). Fails with 404 if one was
     * deleted meanwhile.
     */
    Uni<Void> assign(User user, UserAttributes wanted, ResolvedNames found) {
        return assignRoles(user, wanted, found).chain(() -> assignSkills(user, wanted, found));
    }

    private Uni<Void> assignRoles(User user, UserAttributes wanted, ResolvedNames found) {
        if (wanted.roles() == null && found.roles().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return OpenTransaction.run(REPLACE_ROLES, user.tenantId, user.id, found.roleIds())
                .onFailure(DatabaseErrors::isBrokenReference).transform(e -> Failure.notFound("Role not found"));
    }

    private Uni<Void> assignSkills(User user, UserAttributes wanted, ResolvedNames found) {
        if (wanted.skills() == null) {
            return Uni.createFrom().voidItem();
        }
        UUID[] ids = wanted.skills().keySet().stream().map(found.skills()::get).toArray(UUID[]::new);
        Integer[] levels = wanted.skills().values().toArray(Integer[]::new);
        return OpenTransaction.run(REPLACE_SKILLS, user.tenantId, user.id, ids, levels)
                .onFailure(DatabaseErrors::isBrokenReference).transform(e -> Failure.notFound("Skill not found"));
    }

    private static Throwable taken(Throwable failure, User user) {
        return DatabaseErrors.brokenUniqueConstraint(failure)
                .<Throwable>map(constraint -> switch (constraint) {
                    case "app_user_login_key" -> Failure.conflict("loginId is taken");
                    case "app_user_extension_key" -> new ExtensionTaken(user.extension);
                    default -> failure;
                })
                .orElse(failure);
    }

    private UserRow row(Row row) {
        UserView view = new UserView(row.getBoolean("disabled"), row.getBoolean("change_password"),
                skills(row.getString("skills")), row.getString("login_id"),
                row.getString("first_name"), row.getString("last_name"), row.getString("team"),
                row.getString("extension"), row.getString("work_phone"),
                row.getString("mobile_phone"), row.getString("email"),
                roles(row.getString("roles")), LoginInfoView.of(row));
        return new UserRow(row.getUUID("id"), row.getUUID("team_id"), row.getLong("version"), view);
    }

    private Map<String, Integer> skills(String aggregated) {
        return aggregated == null ? Map.of() : parse(aggregated, SKILLS);
    }

    private List<String> roles(String aggregated) {
        return aggregated == null ? List.of() : parse(aggregated, ROLES);
    }

    private <T> T parse(String aggregated, TypeReference<T> type) {
        try {
            return json.readValue(aggregated, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON from PostgreSQL can be read", e);
        }
    }
}
