package org.callroster.session;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.authentication.Account;
import org.callroster.database.Database;
import org.callroster.database.OncePerMinute;
import org.callroster.tenant.Tenant;
import org.callroster.tenant.TenantTags;
import org.jboss.logging.Logger;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;

@ApplicationScoped
class SessionRepository implements PanacheRepositoryBase<Session, Session.Key> {

    private static final Logger LOG = Logger.getLogger(SessionRepository.class);

    private static final int MOST_SHOWN = 100;
    private static final String FIND = """
            select s.user_id, cast(extract(epoch from now() - s.extended_at) as float8) as extended_ago
            from session s
            join app_user u on u.tenant_id = $1 and u.id = s.user_id
                and u.credential_version = s.credential_version and not u.disabled
            join tenant t on t.id = $1 and t.enabled
            where s.tenant_id = $1 and s.hash = $2 and s.expires_at > now()""";

    private static final String PROVED = "select cast(extract(epoch from now() - proved_at) * 1000 as bigint) as millis"
            + " from session where tenant_id = $1 and hash = $2 and expires_at > now()";

    private static final String INSERT = """
            insert into Session (tenantId, hash, userId, application, credentialVersion, extendedAt, expiresAt, ipAddress,
                browser)
            values (?1, ?2, ?3, ?4, ?5, instant, instant + ?6 second, ?7, ?8)""";

    private static final String OPEN = """
            select s.hash, s.application, s.opened_at, s.extended_at, s.ip_address, s.browser
            from session s join app_user u on u.tenant_id = $1 and u.id = s.user_id
                and u.credential_version = s.credential_version
            where s.tenant_id = $1 and s.user_id = $2 and s.expires_at > now()
            order by s.extended_at desc, s.hash
            limit\s""" + MOST_SHOWN;

    private static final String LIVE = "select distinct s.userId from Session s where s.tenantId = ?1 and s.userId in ?2"
            + " and s.expiresAt > instant";

    private final Database database;
    private final TenantTags tenants;
    private final OncePerMinute sweeps = new OncePerMinute();

    SessionRepository(Database database, TenantTags tenants) {
        this.database = database;
        this.tenants = tenants;
    }

    /** Fails with 401 if there is no such tenant. */
    Uni<Tenant> tenant(SessionId id) {
        return tenants.find(id.tag());
    }

    /** Fails with 401. */
    Uni<LiveSession> find(Tenant tenant, SessionId id) {
        return database.first(FIND, tenant.id(), Buffer.buffer(id.hash()))
                .map(found -> live(tenant, found.orElseThrow(SessionId::notLoggedIn)));
    }

    @WithTransaction
    Uni<Void> extend(LiveSession session, SessionId id, Duration life) {
        return update("""
                extendedAt = instant, expiresAt = instant + ?3 second
                where tenantId = ?1 and hash = ?2 and expiresAt > instant""", session.tenant().id(), id.hash(),
                life.toSeconds()).replaceWithVoid();
    }

    /** Call inside a transaction. Fails with 401 if the session has ended meanwhile. */
    Uni<Void> end(LiveSession session, SessionId id) {
        return delete("tenantId = ?1 and hash = ?2", session.tenant().id(), id.hash())
                .invoke(SessionRepository::requireOne).replaceWithVoid();
    }

    private static void requireOne(Number sessions) {
        if (sessions.longValue() == 0) {
            throw SessionId.notLoggedIn();
        }
    }

    /** Ends all sessions of users. Call inside a transaction. Returns the users who had any. */
    Uni<List<UUID>> endAll(Tenant tenant, Set<UUID> users) {
        return getSession().chain(session -> session.createSelectionQuery(LIVE, UUID.class)
                .setParameter(1, tenant.id()).setParameter(2, users).getResultList())
                .call(() -> delete("tenantId = ?1 and userId in ?2", tenant.id(), users));
    }

    /** Ends the sessions of a user except one. Call inside a transaction. Returns how many. */
    Uni<Long> endOthers(Tenant tenant, UUID userId, SessionId kept) {
        return delete("tenantId = ?1 and userId = ?2 and hash <> ?3", tenant.id(), userId, kept.hash());
    }

    /** Notes that the password was given again. Fails with 401 if the session has ended meanwhile. Call inside a transaction. */
    Uni<Void> proved(Tenant tenant, SessionId id) {
        return update("provedAt = instant where tenantId = ?1 and hash = ?2 and expiresAt > instant", tenant.id(), id.hash())
                .invoke(SessionRepository::requireOne).replaceWithVoid();
    }

    /** Fails with 401 if the session has ended. */
    Uni<Duration> provedAgo(Tenant tenant, SessionId id) {
        return database.first(PROVED, tenant.id(), Buffer.buffer(id.hash()))
                .map(found -> found.orElseThrow(SessionId::notLoggedIn).getLong("millis")).map(Duration::ofMillis);
    }

    /** The open sessions of a user, the one used last first; at most 100. */
    Uni<List<OpenSession>> open(Tenant tenant, UUID userId, SessionId own) {
        return database.list(OPEN, tenant.id(), userId)
                .map(rows -> rows.stream().map(row -> OpenSession.of(row, own)).toList());
    }

    /** Call inside a transaction in which the user is locked. Ends the user's other session of a single application. */
    Uni<Void> open(SessionId id, NewSession opening) {
        return opening.application().isSingle() ? endOther(opening).chain(() -> insert(id, opening)) : insert(id, opening);
    }

    private Uni<Long> endOther(NewSession opening) {
        Account account = opening.account();
        return delete("tenantId = ?1 and userId = ?2 and application = ?3", account.tenant().id(), account.userId(),
                opening.application().wire());
    }

    private Uni<Void> insert(SessionId id, NewSession opening) {
        Account account = opening.account();
        return getSession().chain(session -> session.createMutationQuery(INSERT).setParameter(1, account.tenant().id())
                .setParameter(2, id.hash()).setParameter(3, account.userId())
                .setParameter(4, opening.application().wire()).setParameter(5, account.credentialVersion())
                .setParameter(6, opening.life().toSeconds()).setParameter(7, opening.shownAddress())
                .setParameter(8, opening.agent().browser()).executeUpdate()).replaceWithVoid();
    }

    /** Deletes a tenant's expired sessions, in the background, at most once a minute on each node. */
    void sweep(Tenant tenant) {
        if (sweeps.isDue(tenant.id())) {
            deleteExpired(tenant).subscribe().with(done -> {
            }, failure -> LOG.warnf("cannot delete expired sessions: %s", failure.getMessage()));
        }
    }

    @WithTransaction
    Uni<Long> deleteExpired(Tenant tenant) {
        return delete("tenantId = ?1 and expiresAt <= instant", tenant.id());
    }

    private static LiveSession live(Tenant tenant, Row row) {
        return new LiveSession(tenant, row.getUUID("user_id"),
                Duration.ofMillis(Math.round(row.getDouble("extended_ago") * 1000)));
    }
}
