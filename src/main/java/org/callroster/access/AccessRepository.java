package org.callroster.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Columns;
import org.callroster.database.Database;
import org.callroster.lock.LockRule;
import org.callroster.policy.SecurityPolicies;
import org.callroster.policy.SecurityPolicy;
import org.callroster.tenant.Tenant;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

/** Tells whether users can log in, and if not, why. */
@ApplicationScoped
public class AccessRepository {

    private static final String OF = """
            select u.id as user_id, f.failures, f.last_failure_at, f.last_address, f.user_id is not null as locked,
                nullif(f.locked_until, timestamptz '%s') as ends_at, now() as time,
                exists (select 1 from login_failure s where s.tenant_id = $1 and s.user_id = u.id
                    and s.credential = 'SECRET' and s.locked_until > now()) as secrets_locked,
                %s
            from app_user u join tenant t on t.id = $1
            left join login_failure f on f.tenant_id = $1 and f.user_id = u.id and f.credential = 'PASSWORD'
                and f.locked_until > now()
            where u.tenant_id = $1 and u.id = any($2)""".formatted(LockRule.UNTIL_CLEARED, AccountFacts.COLUMNS);

    private final Database database;
    private final SecurityPolicies policies;

    AccessRepository(Database database, SecurityPolicies policies) {
        this.database = database;
        this.policies = policies;
    }

    /** By the ids of the users. */
    public Uni<Map<UUID, AccessView>> of(Tenant tenant, Collection<UUID> users) {
        return policies.of(tenant).chain(policy -> database.list(OF, tenant.id(), users.toArray(UUID[]::new))
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> row.getUUID("user_id"), row -> view(row, policy)))));
    }

    public Uni<AccessView> of(Tenant tenant, UUID user) {
        return of(tenant, List.of(user)).map(found -> found.get(user));
    }

    private static AccessView view(Row row, SecurityPolicy policy) {
        return AccessView.of(AccountFacts.of(row), lock(row), row.getBoolean("secrets_locked"), policy,
                Columns.instant(row, "time"));
    }

    private static AccessView.Lock lock(Row row) {
        return row.getBoolean("locked")
                ? new AccessView.Lock(Columns.instant(row, "last_failure_at"), Columns.instant(row, "ends_at"),
                        row.getInteger("failures"), row.getString("last_address"))
                : null;
    }
}
