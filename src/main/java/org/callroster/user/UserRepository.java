package org.callroster.user;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import org.callroster.database.Database;
import org.callroster.directory.ChangeableUsers;
import org.callroster.directory.UnknownName;
import org.callroster.error.DatabaseErrors;
import org.callroster.error.Failure;
import org.callroster.extension.ExtensionTaken;
import org.callroster.profile.UserRow;
import org.callroster.tenant.LoginKey;
import org.callroster.tenant.Tenant;
import org.callroster.tenant.TenantKey;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class UserRepository implements PanacheRepositoryBase<User, TenantKey> {

    private static final String ONE =
            "select " + UserRow.COLUMNS + " from app_user u" + UserRow.JOINS + " where u.tenant_id = $1 and u.login_key = $2";

    private static final String EXISTING = "select login_key from app_user where tenant_id = $1 and login_key = any($2)";
    private static final String TAKEN = """
            select u.loginKey, u.extension from User u
            where u.tenantId = ?1 and (u.loginKey in ?2 or u.extension in ?3)""";
    private static final String MEMBERS =
            "select u.id, u.loginId, u.teamId from User u where u.tenantId = ?1 and u.id in ?2 order by u.id";
    private static final String IDS = "select u.id from User u where u.tenantId = ?1 and u.teamId = ?2";

    /** Statements that are sent at once. */
    private static final int BATCH = 100;

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

    /** Locks the user until the transaction ends. Fails with 404. */
    Uni<User> byId(Tenant tenant, UUID id) {
        return find("tenantId = ?1 and id = ?2", tenant.id(), id).withLock(LockModeType.PESSIMISTIC_WRITE).firstResult()
                .onItem().ifNull().failWith(ChangeableUsers::notFound);
    }

    /** A user whose row is locked until the transaction ends. */
    @RegisterForReflection
    public record Member(UUID id, String loginId, UUID teamId) {
    }

    /** Locks those that are there, in the order of their ids. */
    public Uni<List<Member>> lockedMembers(Tenant tenant, Set<UUID> ids) {
        return ids.isEmpty() ? Uni.createFrom().item(List.of())
                : getSession().chain(session -> session.createSelectionQuery(MEMBERS, Member.class)
                        .setParameter(1, tenant.id()).setParameter(2, ids).setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList());
    }

    /**
     * The first members of a team, not locked.
     *
     * @param others who are passed over
     * @param most how many at most
     */
    public Uni<List<UUID>> members(Tenant tenant, UUID teamId, Set<UUID> others, int most) {
        String hql = IDS + (others.isEmpty() ? "" : " and u.id not in ?3") + " order by u.id";
        return getSession().map(session -> session.createSelectionQuery(hql, UUID.class).setParameter(1, tenant.id())
                .setParameter(2, teamId).setMaxResults(most))
                .map(query -> others.isEmpty() ? query : query.setParameter(3, others))
                .chain(query -> query.getResultList());
    }

    /** Moves users whose rows are locked to another team. Fails with 404 if the team was deleted meanwhile. */
    public Uni<Void> move(Tenant tenant, Set<UUID> users, UUID teamId) {
        return getSession().invoke(session -> session.setBatchSize(BATCH))
                .chain(() -> moved(
                        update("teamId = ?3, version = version + 1, modifiedAt = ?4 where tenantId = ?1 and id in ?2",
                                tenant.id(), users, teamId, now())));
    }

    private static Uni<Void> moved(Uni<Integer> update) {
        return update.onFailure(DatabaseErrors::isBrokenReference).transform(e -> new UnknownName("user team not found"))
                .replaceWithVoid();
    }

    /** In the precision that clients see. */
    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The login keys and extensions, of the given ones, that users have. */
    Uni<Taken> taken(Tenant tenant, Set<String> loginKeys, Set<String> extensions) {
        return getSession().chain(session -> session.createSelectionQuery(TAKEN, Object[].class).setParameter(1, tenant.id())
                .setParameter(2, loginKeys).setParameter(3, extensions).getResultList()).map(Taken::of);
    }

    record Taken(Set<String> loginKeys, Set<String> extensions) {

        private static Taken of(List<Object[]> rows) {
            return new Taken(rows.stream().map(row -> (String) row[0]).collect(Collectors.toSet()),
                    rows.stream().map(row -> (String) row[1]).collect(Collectors.toSet()));
        }
    }

    /** Locks the users that are there until the transaction ends, in the order of their logins. */
    Uni<List<User>> lockedInOrder(Tenant tenant, Set<String> loginKeys) {
        return getSession().invoke(session -> session.setBatchSize(BATCH))
                .chain(() -> find("tenantId = ?1 and loginKey in ?2 order by loginKey", tenant.id(), loginKeys)
                        .withLock(LockModeType.PESSIMISTIC_WRITE).list());
    }

    /** Writes new users at the next flush. */
    Uni<Void> insert(List<User> users) {
        users.forEach(user -> user.changed(now()));
        return getSession().invoke(session -> session.setBatchSize(BATCH)).chain(() -> persist(users));
    }

    /** Writes a changed user at the next flush. */
    Uni<Void> writeLater(User user) {
        user.changed(now());
        return Uni.createFrom().voidItem();
    }

    /**
     * Writes new or changed users now. Fails with 409 if a login id or an extension is taken, and says which if there is one
     * user; with 404 if a name was deleted meanwhile.
     */
    Uni<Void> flushed(List<User> users) {
        return flush().onFailure(DatabaseErrors::isBrokenReference)
                .transform(e -> Failure.notFound("a team, role or skill was deleted meanwhile"))
                .onFailure(e -> DatabaseErrors.brokenUniqueConstraint(e).isPresent())
                .transform(e -> users.size() == 1 ? taken(e, users.get(0))
                        : Failure.conflict("loginId or extension is taken"));
    }

    /** The login keys, of the given ones, that users have. Not inside a transaction. */
    public Uni<Set<String>> existing(Tenant tenant, Set<String> loginKeys) {
        return database.list(EXISTING, tenant.id(), loginKeys.toArray(String[]::new))
                .map(rows -> rows.stream().map(row -> row.getString("login_key")).collect(Collectors.toSet()));
    }

    /**
     * Writes a new or changed user immediately. Fails with 409 if the login id is taken, {@link ExtensionTaken} if the
     * extension is, 404 if the team was deleted meanwhile.
     */
    Uni<Void> write(User user) {
        user.changed(now());
        return persistAndFlush(user).replaceWithVoid()
                .onFailure(DatabaseErrors::isBrokenReference).transform(e -> new UnknownName("user team not found"))
                .onFailure().transform(failure -> taken(failure, user));
    }

    /**
     * Records a login, and locks the user until the transaction ends.
     *
     * @param enteredHash the hash of the password that the user entered
     * @param rehash the hash of the same password to store instead; null to keep it
     */
    public Uni<Void> loggedIn(Tenant tenant, UUID userId, String enteredHash, String rehash) {
        return update(LOGGED_IN, tenant.id(), userId, enteredHash, rehash).replaceWithVoid();
    }

    /** Foreign keys delete what belongs to the user, except the failure counts. */
    Uni<Void> remove(User user) {
        return delete("tenantId = ?1 and id = ?2", user.tenantId, user.id).replaceWithVoid();
    }

    private static Throwable taken(Throwable failure, User user) {
        return DatabaseErrors.brokenUniqueConstraint(failure)
                .<Throwable>map(constraint -> switch (constraint) {
                    case "app_user_login_key" -> new LoginTaken();
                    case "app_user_extension_key" -> new ExtensionTaken(user.extension);
                    default -> failure;
                })
                .orElse(failure);
    }
}
