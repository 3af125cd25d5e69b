package org.callroster.authentication;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Privilege;
import org.callroster.database.Columns;
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
            select t.enabled, u.id as user_id, u.login_id, u.disabled, u.password_hash, u.change_password,
                u.credential_version, coalesce(u.password_set_at, u.created_at) as password_set_at,
                greatest(u.created_at, u.enabled_at, u.last_login_at, (
                    select max(s.last_used_at) from api_secret s
                    where s.tenant_id = $1 and s.user_id = u.id)) as last_used_at,
                array(select unnest(r.privileges)
                    from user_role ur join role r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
                    where ur.tenant_id = $1 and ur.user_id = u.id) as privileges
            from (select 1) as one
            left join tenant t on t.id = $1
            left join app_user u on u.tenant_id = $1 and u.login_key = $2""";

    private final Database database;
    private final TenantNames tenants;

    AccountRepository(Database database, TenantNames tenants) {
        this.database = database;
        this.tenants = tenants;
    }

    /** {@link Tenant#UNKNOWN} if there is none. */
    Uni<Tenant> tenant(PasswordCredentials proof) {
        return tenants.find(proof.domain());
    }

    Uni<Account> find(PasswordCredentials proof) {
        return tenant(proof).chain(tenant -> find(tenant, proof.username()));
    }

    private Uni<Account> find(Tenant tenant, String username) {
        return database.first(FIND, tenant.id(), LoginKey.of(username)).map(row -> account(tenant, row.orElseThrow()));
    }

    private static Account account(Tenant tenant, Row row) {
        return new Account(tenant, isTrue(row, "enabled"), row.getUUID("user_id"), row.getString("login_id"),
                isTrue(row, "disabled"), row.getString("password_hash"), isTrue(row, "change_password"),
                Columns.instant(row, "password_set_at"), Columns.instant(row, "last_used_at"),
                row.getUUID("user_id") == null ? 0 : row.getInteger("credential_version"),
                Privilege.named(row.getArrayOfStrings("privileges")));
    }

    private static boolean isTrue(Row row, String column) {
        return Boolean.TRUE.equals(row.getBoolean(column));
    }
}
