package org.callroster.user;

import java.time.Instant;
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

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class UserRepository implements PanacheRepositoryBase<User, TenantKey> {

    private static final String ONE =
            "select " + UserRow.COLUMNS + " from app_user u" + UserRow.JOINS + " where u.tenant_id = $1 and u.login_key = $2";

    private static final String LOGGED_IN = """
            lastLoginAt = instant, passwordHash = case when passwordHash = ?3 then coalesce(?4, passwordHash) else passwordHash end
            where tenantId = ?1 and id = ?2""";

    private final Database database;

    UserRepository(Database database) {
        this.database = database;
    }

    /** Everything about a user in one round trip. Fails with 404. */
    public Uni<UserRow> row(Tenant tenant, String loginId) {
        return database.first(ONE, tenant.id(), LoginKey.of(loginId))
                .map(found -> found.map(UserRow::of).orElseThrow(ChangeableUsers::notFound));
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
        user.changed(Instant.now());
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
}
