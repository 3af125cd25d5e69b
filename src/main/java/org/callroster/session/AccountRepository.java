package org.callroster.session;

import java.time.Instant;
import java.time.OffsetDateTime;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.tenant.Privilege;
import org.callroster.tenant.Statements;
import org.callroster.tenant.Tenant;
import org.callroster.user.LoginKey;
import org.callroster.user.Subject;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

@ApplicationScoped
class AccountRepository {

    /** One row, whoever is there. */
    private static final String FIND = """
            select t.id as tenant_id, t.name as tenant, t.enabled, u.id as user_id, u.login_id, u.disabled, u.password_hash,
                u.change_password, u.credential_version, coalesce(u.password_set_at, u.created_at) as password_set_at,
                greatest(u.created_at, u.enabled_at, u.last_login_at, (
                    select max(s.last_used_at) from api_secret s
                    where s.tenant_id = u.tenant_id and s.user_id = u.id)) as last_used_at,
                (select coalesce(string_agg(array_to_string(r.privileges, ','), ','), '')
                    from user_role ur join role r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
                    where ur.tenant_id = u.tenant_id and ur.user_id = u.id) as privileges
            from (select 1) as one
            left join tenant t on t.name = $1
            left join app_user u on u.tenant_id = t.id and u.login_key = $2""";

    private final Statements statements;

    AccountRepository(Statements statements) {
        this.statements = statements;
    }

    Uni<Account> find(Proof proof) {
        return statements.first(FIND, proof.domain(), LoginKey.of(proof.username()))
                .map(row -> account(row.orElseThrow()));
    }

    private static Account account(Row row) {
        Tenant tenant = row.getUUID("tenant_id") == null ? Subject.NO_TENANT
                : new Tenant(row.getUUID("tenant_id"), row.getString("tenant"));
        return new Account(tenant, isTrue(row, "enabled"), row.getUUID("user_id"), row.getString("login_id"),
                isTrue(row, "disabled"), row.getString("password_hash"), isTrue(row, "change_password"),
                instant(row, "password_set_at"), instant(row, "last_used_at"),
                row.getUUID("user_id") == null ? 0 : row.getInteger("credential_version"),
                Privilege.named(row.getString("privileges")));
    }

    private static boolean isTrue(Row row, String column) {
        return Boolean.TRUE.equals(row.getBoolean(column));
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime time = row.get(OffsetDateTime.class, column);
        return time == null ? null : time.toInstant();
    }
}
