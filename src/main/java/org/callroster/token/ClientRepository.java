package org.callroster.token;

import java.util.List;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.tenant.Statements;
import org.callroster.user.LoginKey;

import io.smallrye.mutiny.Uni;

@ApplicationScoped
class ClientRepository {

    /**
     * A row for each living API secret of the user, at least one. Who is nobody has a row as well, of tenant or user 0: the same
     * look-ups are made for him, so that they take the same time.
     */
    private static final String FIND = """
            with meant as (
                select id, name, enabled from (
                    select id, name, enabled, array_position(cast($1 as text[]), cast(name as text)) as rank
                    from tenant where name = any(cast($1 as text[]))
                    union all
                    select id, name, enabled, 1000
                    from tenant where cast($2 as boolean) and (select count(*) from (select 1 from tenant limit 2) as few) = 1
                    union all
                    select $4, '', false, 2000
                ) as candidate order by rank limit 1)
            select t.id as tenant_id, t.name as tenant, u.id as user_id, u.login_id,
                coalesce(u.credential_version, 0) as credential_version, s.id as secret_id, s.hash, s.expires_at,
                coalesce(u.disabled, true) or not t.enabled or coalesce(f.locked_until > now(), false) as shut,
                f.user_id is not null as has_failures,
                s.last_used_at is null or s.last_used_at < now() - interval '1 minute' as last_use_is_old
            from meant t
            left join app_user u on u.tenant_id = t.id and u.login_key = $3
            left join api_secret s on s.tenant_id = t.id and s.user_id = coalesce(u.id, $4)
                and (s.expires_at is null or s.expires_at > now())
            left join login_failure f on f.tenant_id = t.id and f.user_id = coalesce(u.id, $4)
                and f.credential = 'SECRET'""";

    /** A success ends a row of failures (not a lock) and leaves its time, at most once a minute. */
    private static final String SUCCEEDED = """
            with forgotten as (
                delete from login_failure where tenant_id = $1 and user_id = $2 and credential = 'SECRET'
                    and (locked_until is null or locked_until <= now()))
            update api_secret set last_used_at = now()
            where tenant_id = $1 and user_id = $2 and id = $3
                and (last_used_at is null or last_used_at < now() - interval '1 minute')""";

    private final Statements statements;

    ClientRepository(Statements statements) {
        this.statements = statements;
    }

    /** Never empty. */
    Uni<List<ClientRow>> find(ClientCredentials request) {
        return statements.all(FIND, request.tenants().toArray(String[]::new), request.mayBeOnlyTenant(),
                LoginKey.of(request.clientId()), ClientRow.NOBODY)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(ClientRow::of).toList());
    }

    Uni<Void> succeeded(Client client) {
        return statements.all(SUCCEEDED, client.tenant().id(), client.userId(), client.secretId()).replaceWithVoid();
    }
}
