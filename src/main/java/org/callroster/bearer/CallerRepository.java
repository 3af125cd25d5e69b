package org.callroster.bearer;

import java.security.Principal;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Caller;
import org.callroster.caller.Privilege;
import org.callroster.database.Columns;
import org.callroster.database.Database;
import org.callroster.provider.ForeignLogin;
import org.callroster.scim.token.ScimTokenValue;
import org.callroster.session.SessionId;
import org.callroster.tenant.LoginKey;
import org.callroster.tenant.Tenant;
import org.callroster.tenant.TenantNames;
import org.callroster.tenant.TenantTags;
import org.callroster.token.AccessToken;
import org.callroster.token.InvalidToken;
import org.callroster.token.VerifiedToken;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;

/** Finds the user on whose behalf a call is made, if it is still allowed. */
@ApplicationScoped
public class CallerRepository {

    private static final String COLUMNS = """
            select u.id as user_id, u.login_id,
                array(select unnest(r.privileges)
                    from user_role ur join role r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
                    where ur.tenant_id = $1 and ur.user_id = u.id) as privileges,
                array(select team_id from supervised_team where tenant_id = $1 and user_id = u.id) as teams""";
    private static final String ENABLED = COLUMNS + """

            from app_user u join tenant t on t.id = $1 and t.enabled
            where u.tenant_id = $1 and not u.disabled""";

    /** Everything a token depends on except its expiry, so that any withdrawal takes effect on every node. */
    private static final String OF_TOKEN = ENABLED + """
             and u.id = $2 and u.credential_version = $3
            and exists (select 1 from api_secret where tenant_id = $1 and user_id = u.id and id = $4
                and (expires_at is null or expires_at > now()))
            and not exists (select 1 from revoked_token where tenant_id = $1 and user_id = u.id and jti = $5)
            and exists (select 1 from signing_key where kid = $6)""";

    private static final String OF_SCIM_TOKEN = COLUMNS + """
            , s.id as token_id, s.name as token_name, s.expires_at, s.ignore_passwords, t.name as tenant,
                s.last_used_at is null or s.last_used_at < now() - interval '1 minute' as is_use_due
            from scim_token s join tenant t on t.id = $1 and t.enabled
            join app_user u on u.tenant_id = $1 and u.id = s.user_id and not u.disabled
            where s.tenant_id = $1 and s.hash = $2 and s.expires_at > now()""";
    private static final String OF_SESSION = COLUMNS + """
            , cast(extract(epoch from now() - s.extended_at) as float8) as extended_ago,
                cast(extract(epoch from least(s.expires_at, s.opened_at + interval '12 hours') - now()) as float8) as remaining,
                cast(extract(epoch from now() - s.proved_at) as float8) as proved_ago
            from session s join tenant t on t.id = $1 and t.enabled
            join app_user u on u.tenant_id = $1 and u.id = s.user_id and not u.disabled
                and u.credential_version = s.credential_version
            where s.tenant_id = $1 and s.hash = $2 and s.application = 'admin' and s.expires_at > now()
                and s.opened_at > now() - interval '12 hours'""";
    private static final String OF_LOGIN = ENABLED + " and u.login_key = $2";

    private final Database database;
    private final TenantNames tenants;
    private final TenantTags tags;

    CallerRepository(Database database, TenantNames tenants, TenantTags tags) {
        this.database = database;
        this.tenants = tenants;
        this.tags = tags;
    }

    /**
     * One round trip, two for a tenant not seen within the last minute. Fails with {@link InvalidToken} if the token has ended.
     */
    Uni<Caller> of(AccessToken token) {
        return tenants.findVerified(token.tenant()).chain(tenant -> caller(tenant, database.first(OF_TOKEN, tenant.id(),
                token.userId(), token.credentialVersion(), token.secretId(), token.id(), token.kid())));
    }

    /** The same for a token of another issuer. */
    Uni<Caller> of(ForeignLogin login) {
        return of(login.tenant(), login.loginId());
    }

    /** The same for a SCIM token. */
    Uni<ScimLogin> of(ScimTokenValue token) {
        return database.first(OF_SCIM_TOKEN, token.tenantId(), token.hash())
                .map(found -> found.map(row -> login(token, row)).orElseThrow(InvalidToken::new));
    }

    private static ScimLogin login(ScimTokenValue token, Row row) {
        Tenant tenant = new Tenant(token.tenantId(), row.getString("tenant"));
        return new ScimLogin(row.getUUID("token_id"), row.getString("token_name"), Columns.instant(row, "expires_at"),
                row.getBoolean("ignore_passwords"), row.getBoolean("is_use_due"), caller(tenant, row));
    }

    /** The same for a session of the console, which lives for at most twelve hours. */
    Uni<SessionLogin> of(SessionId session) {
        return tags.find(session.tag())
                .chain(tenant -> database.first(OF_SESSION, tenant.id(), Buffer.buffer(session.hash()))
                        .map(found -> found.map(row -> login(tenant, session, row)).orElseThrow(InvalidToken::new)));
    }

    private static SessionLogin login(Tenant tenant, SessionId session, Row row) {
        return new SessionLogin(session, seconds(row, "extended_ago"), seconds(row, "remaining"), seconds(row, "proved_ago"),
                caller(tenant, row));
    }

    private static Duration seconds(Row row, String column) {
        return Duration.ofMillis(Math.round(row.getDouble(column) * 1000));
    }

    /**
     * Looks up the caller of a request again, for work that goes on after it. Fails with {@link InvalidToken} if the token was
     * revoked, or its user is gone or disabled; its expiry does not count.
     *
     * @param verified the principal of the request
     */
    public Uni<Caller> again(Principal verified) {
        return of(((TokenPrincipal) verified).token());
    }

    Uni<Caller> of(VerifiedToken token) {
        return token instanceof AccessToken own ? of(own)
                : token instanceof ScimLogin scim ? Uni.createFrom().item(scim.caller())
                : token instanceof SessionLogin session ? of(session.caller().tenant().name(), session.loginId())
                : of((ForeignLogin) token);
    }

    /**
     * The same for users authenticated in another way, such as by another issuer. Fails with {@link InvalidToken} if the user
     * is gone or disabled.
     */
    public Uni<Caller> of(String tenantName, String loginId) {
        return tenants.findVerified(tenantName)
                .chain(tenant -> caller(tenant, database.first(OF_LOGIN, tenant.id(), LoginKey.of(loginId))));
    }

    private static Uni<Caller> caller(Tenant tenant, Uni<Optional<Row>> found) {
        return found.map(row -> caller(tenant, row.orElseThrow(InvalidToken::new)));
    }

    private static Caller caller(Tenant tenant, Row row) {
        return new Caller(tenant, row.getUUID("user_id"), row.getString("login_id"),
                Privilege.named(row.getArrayOfStrings("privileges")), Set.of(row.getArrayOfUUIDs("teams")));
    }
}
