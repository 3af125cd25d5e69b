package org.callroster.client;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Database;
import org.callroster.lock.LoginFailures;
import org.callroster.secret.ApiSecretRepository;
import org.callroster.tenant.Tenant;
import org.callroster.tenant.TenantNames;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
class ClientRepository {

    /**
     * One row for each live API secret of the one or two possible users, at least one row. An unknown login also has one, with
     * tenant or user 0: the same look-ups run for it, so that they take the same time. Two parameters, not an array: for an array
     * PostgreSQL would plan the statement at every call.
     */
    private static final String FIND = """
            select u.id as user_id, u.login_id, coalesce(u.credential_version, 0) as credential_version, s.id as secret_id,
                s.hash, s.expires_at,
                coalesce(u.disabled, true) or not t.enabled or coalesce(f.locked_until > now(), false) as shut,
                f.user_id is not null as has_failures,
                s.last_used_at is null or s.last_used_at < now() - interval '1 minute' as last_use_is_old
            from (select 1) as one
            left join tenant t on t.id = $1
            left join app_user u on u.tenant_id = $1 and u.login_key in ($2, $3)
            left join api_secret s on s.tenant_id = $1 and s.user_id = coalesce(u.id, $4)
                and (s.expires_at is null or s.expires_at > now())
            left join login_failure f on f.tenant_id = $1 and f.user_id = coalesce(u.id, $4)
                and f.credential = 'SECRET'
            order by u.login_key = $2 desc""";

    private final Database database;
    private final TenantNames tenants;
    private final LoginFailures failures;
    private final ApiSecretRepository secrets;

    ClientRepository(Database database, TenantNames tenants, LoginFailures failures, ApiSecretRepository secrets) {
        this.database = database;
        this.tenants = tenants;
        this.failures = failures;
        this.secrets = secrets;
    }

    /** {@link Tenant#UNKNOWN} if there is none. */
    Uni<Tenant> tenant(ClientCredentials request) {
        return tenants.find(request.tenants(), request.mayBeOnlyTenant());
    }

    /** Never empty. */
    Uni<List<ClientRow>> find(ClientCredentials request) {
        return tenant(request).chain(tenant -> find(tenant, request.loginKeys()));
    }

    private Uni<List<ClientRow>> find(Tenant tenant, List<String> loginKeys) {
        return database.list(FIND, tenant.id(), loginKeys.get(0), loginKeys.get(loginKeys.size() - 1), ClientRow.UNKNOWN_USER)
                .map(rows -> rows.stream().map(row -> ClientRow.of(tenant, row)).toList());
    }

    /** Deletes the failure count (not a lock) and records the time of use. */
    @WithTransaction
    Uni<Void> succeeded(Client client) {
        return failures.forgetSecrets(client.tenant(), client.userId())
                .chain(() -> secrets.used(client.tenant(), client.userId(), client.secretId()));
    }
}
