package org.callroster.session;

import java.time.Duration;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.authentication.Account;
import org.callroster.database.OncePerMinute;
import org.callroster.database.Statements;
import org.callroster.tenant.Tenant;
import org.jboss.logging.Logger;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;

/** Sessions are looked up only by the hash of their id, which yields the tenant: the one statement that does not name it. */
@ApplicationScoped
class SessionRepository {

    private static final Logger LOG = Logger.getLogger(SessionRepository.class);

    private static final String FIND = """
            select s.tenant_id, t.name as tenant, s.user_id,
                cast(extract(epoch from now() - s.extended_at) as float8) as extended_ago
            from session s
            join app_user u on u.tenant_id = s.tenant_id and u.id = s.user_id
                and u.credential_version = s.credential_version and not u.disabled
            join tenant t on t.id = s.tenant_id and t.enabled
            where s.hash = $1 and s.expires_at > now()""";

    private static final String EXTEND = """
            update session set expires_at = now() + make_interval(secs => $3), extended_at = now()
            where tenant_id = $1 and hash = $2 and expires_at > now()""";

    private static final String END = """
            with gone as (
                delete from session where tenant_id = $1 and hash = $2 returning user_id),
            noted as (
                update login_info i set last_logout = now() from gone
                where i.tenant_id = $1 and i.user_id = gone.user_id)
            select user_id from gone""";

    /** Locks until the transaction ends. Logins of one user wait here for each other, and for changes of the user. */
    private static final String LOCK_USER = """
            select credential_version from app_user where tenant_id = :tenant and id = :user for no key update""";

    private static final String OPEN = """
            with gone as (
                delete from session where tenant_id = :tenant and user_id = :user and cast(:single as boolean)
                    and application = :application),
            seen as (
                update app_user set last_login_at = now(), password_hash = case when password_hash = cast(:hash as varchar)
                    then coalesce(cast(:rehash as varchar), password_hash) else password_hash end
                where tenant_id = :tenant and id = :user),
            info as (
                insert into login_info as i (tenant_id, user_id, last_login, browser, os, ip_address, user_agent, app_type)
                values (:tenant, :user, now(), cast(:browser as varchar), cast(:os as varchar), :address,
                    cast(:userAgent as varchar), :appType)
                on conflict (tenant_id, user_id) do update set last_login = excluded.last_login, browser = excluded.browser,
                    os = excluded.os, ip_address = excluded.ip_address, user_agent = excluded.user_agent,
                    app_type = excluded.app_type)
            insert into session (tenant_id, hash, user_id, application, credential_version, expires_at)
            values (:tenant, :id, :user, :application, :version, now() + make_interval(secs => cast(:life as float8)))""";

    private static final String SWEEP = "delete from session where tenant_id = $1 and expires_at <= now()";

    private final Statements statements;
    private final OncePerMinute sweeps = new OncePerMinute();

    SessionRepository(Statements statements) {
        this.statements = statements;
    }

    /** Fails with 401. */
    Uni<LiveSession> find(SessionId id) {
        return statements.first(FIND, Buffer.buffer(id.hash()))
                .map(found -> found.map(SessionRepository::live).orElseThrow(SessionId::notLoggedIn));
    }

    Uni<Void> extend(LiveSession session, SessionId id, Duration life) {
        return statements.all(EXTEND, session.tenant().id(), Buffer.buffer(id.hash()), (double) life.toSeconds())
                .replaceWithVoid();
    }

    /** Fails with 401 if the session has ended meanwhile. */
    Uni<Void> end(LiveSession session, SessionId id) {
        return statements.first(END, session.tenant().id(), Buffer.buffer(id.hash()))
                .invoke(gone -> gone.orElseThrow(SessionId::notLoggedIn)).replaceWithVoid();
    }

    Uni<Void> lockUser(Tenant tenant, UUID userId) {
        return Panache.getSession().chain(s -> s.createNativeQuery(LOCK_USER, Integer.class)
                .setParameter("tenant", tenant.id()).setParameter("user", userId).getSingleResultOrNull()).replaceWithVoid();
    }

    /** Needs an open transaction in which the user is locked. */
    Uni<Void> open(SessionId id, NewSession opening) {
        Account account = opening.account();
        return Panache.getSession().chain(s -> s.createNativeQuery(OPEN)
                .setParameter("tenant", account.tenant().id()).setParameter("user", account.userId())
                .setParameter("id", id.hash()).setParameter("version", account.credentialVersion())
                .setParameter("single", opening.application().isSingle())
                .setParameter("application", opening.application().wire())
                .setParameter("appType", opening.application().appType())
                .setParameter("hash", account.passwordHash()).setParameter("rehash", opening.rehash())
                .setParameter("address", opening.shownAddress())
                .setParameter("userAgent", opening.agent().text())
                .setParameter("browser", opening.agent().browser()).setParameter("os", opening.agent().os())
                .setParameter("life", (double) opening.life().toSeconds())
                .executeUpdate()).replaceWithVoid();
    }

    /** Deletes a tenant's expired sessions, in the background, at most once a minute on each node. */
    void sweep(Tenant tenant) {
        if (sweeps.isDue(tenant.id())) {
            statements.all(SWEEP, tenant.id()).subscribe().with(done -> {
            }, failure -> LOG.warnf("cannot delete expired sessions: %s", failure.getMessage()));
        }
    }

    private static LiveSession live(Row row) {
        return new LiveSession(new Tenant(row.getUUID("tenant_id"), row.getString("tenant")), row.getUUID("user_id"),
                Duration.ofMillis(Math.round(row.getDouble("extended_ago") * 1000)));
    }
}
