package org.callroster.authentication;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.access.AccountFacts;
import org.callroster.database.Database;
import org.callroster.tenant.LoginKey;
import org.callroster.tenant.Tenant;
import org.callroster.tenant.TenantNames;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

@ApplicationScoped
class AccountRepository {

    /** Always returns one row, even for an unknown tenant or login. */
    private static final String FIND = """
            select u.id as user_id, u.login_id, u.password_hash, u.credential_version, %s
            from (select 1) as one
            left join tenant t on t.id = $1
            left join app_user u on u.tenant_id = $1 and u.login_key = $2""".formatted(AccountFacts.COLUMNS);

    private final Database database;
    private final TenantNames tenants;

    AccountRepository(Database database, TenantNames tenants) {
        this.database = database;
        this.tenants = tenants;
    }

    /** {@link Tenant#UNKNOWN} if there is none. */
    Uni<Tenant> tenant(PasswordCredentials credentials) {
        return tenants.find(credentials.domain());
    }

    Uni<Account> find(PasswordCredentials credentials) {
        return tenant(credentials).chain(tenant -> find(tenant, credentials.username()));
    }

    private Uni<Account> find(Tenant tenant, String username) {
        return database.first(FIND, tenant.id(), LoginKey.of(username)).map(row -> account(tenant, row.orElseThrow()));
    }

    private static Account account(Tenant tenant, Row row) {
        return new Account(tenant, row.getUUID("user_id"), row.getString("login_id"), row.getString("password_hash"),
                row.getUUID("user_id") == null ? 0 : row.getInteger("credential_version"), AccountFacts.of(row));
    }
}
