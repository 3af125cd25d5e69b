package org.callroster.user;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import org.callroster.database.Database;
import org.callroster.directory.ChangeableUsers;
import org.callroster.error.DatabaseErrors;
import org.callroster.error.Failure;
import org.callroster.extension.ExtensionTaken;
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

    private static final String LOGGED_IN = """
            lastLoginAt = instant, passwordHash = case when passwordHash = ?3 then coalesce(?4, passwordHash) else passwordHash end
            where tenantId = ?1 and id = ?2""";

    private static final TypeReference<Map<String, Integer>> SKILLS = new TypeReference<>() {
    };
    private static final TypeReference<List<String>> ROLES = new TypeReference<>() {
    };

    private final Database database;
    private final ObjectMapper json;

    UserRepository(Database database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Everything about a user in one round trip. Fails with 404. */
    public Uni<UserRow> row(Tenant tenant, String loginId) {
        return database.first(ROW, tenant.id(), LoginKey.of(loginId))
                .map(found -> found.map(this::row).orElseThrow(ChangeableUsers::notFound));
    }

    /** Locks the user until the transaction ends. Fails with 404. */
    Uni<User> byLogin(Tenant tenant, String loginId) {
        return find("tenantId = ?1 and loginKey = ?2", tenant.id(), LoginKey.of(loginId))
                .withLock(LockModeType.PESSIMISTIC_WRITE).firstResult()
                .onItem().ifNull().failWith(ChangeableUsers::notFound);
    }

    /**
     * Writes a new or changed user immediately. Fails with 409 if the login id is taken, {@link ExtensionTaken} if the
     * extension is, 404 if the team was deleted meanwhile.
     */
    Uni<Void> write(User user) {
        return persistAndFlush(user).replaceWithVoid()
                .onFailure(DatabaseErrors::isBrokenReference).transform(e -> Failure.notFound("user team not found"))
                .onFailure().transform(failure -> taken(failure, user));
    }

    /**
     * Records a login, and locks the user until the transaction ends.
     *
     * @param proved the hash of the password that the user entered
     * @param rehash the hash of the same password to store instead; null to keep it
     */
    public Uni<Void> loggedIn(Tenant tenant, UUID userId, String proved, String rehash) {
        return update(LOGGED_IN, tenant.id(), userId, proved, rehash).replaceWithVoid();
    }

    /** Foreign keys delete what belongs to the user, except the failure counts. */
    Uni<Void> remove(User user) {
        return delete("tenantId = ?1 and id = ?2", user.tenantId, user.id).replaceWithVoid();
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
