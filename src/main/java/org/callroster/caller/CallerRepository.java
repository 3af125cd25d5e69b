package org.callroster.caller;

import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.tenant.Caller;
import org.callroster.tenant.Privilege;
import org.callroster.tenant.Reads;
import org.callroster.tenant.Tenant;
import org.callroster.token.AccessToken;

import io.quarkus.cache.CacheResult;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

@ApplicationScoped
class CallerRepository {

    private static final String FIND = """
            select t.id as tenant_id, t.name as tenant, u.login_id, u.credential_version,
                t.enabled and not u.disabled as enabled,
                (select coalesce(string_agg(array_to_string(r.privileges, ','), ','), '')
                    from user_role ur join role r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
                    where ur.tenant_id = u.tenant_id and ur.user_id = u.id) as privileges,
                (select coalesce(string_agg(cast(team_id as text), ','), '')
                    from supervised_team where tenant_id = u.tenant_id and user_id = u.id) as teams,
                (select coalesce(string_agg(cast(id as text), ','), '')
                    from api_secret where tenant_id = u.tenant_id and user_id = u.id) as secrets
            from tenant t join app_user u on u.tenant_id = t.id
            where t.name = $1 and u.id = $2""";

    private final Reads reads;

    CallerRepository(Reads reads) {
        this.reads = reads;
    }

    /**
     * One round trip a second for each user that calls (design: nothing to invalidate, so it holds on any number of nodes).
     * What is remembered for a token of before counts for no newer one. Fails with {@link UnknownCaller}.
     */
    @CacheResult(cacheName = "callers")
    Uni<KnownUser> find(AccessToken token) {
        return reads.first(FIND, token.tenant(), token.userId())
                .map(row -> known(row.orElseThrow(UnknownCaller::new), token.userId()));
    }

    private static KnownUser known(Row row, UUID userId) {
        Tenant tenant = new Tenant(row.getUUID("tenant_id"), row.getString("tenant"));
        Caller caller = new Caller(tenant, userId, row.getString("login_id"),
                Privilege.named(row.getString("privileges")), uuids(row.getString("teams")));
        return new KnownUser(caller, row.getBoolean("enabled"), row.getInteger("credential_version"),
                uuids(row.getString("secrets")));
    }

    private static Set<UUID> uuids(String aggregated) {
        return Arrays.stream(aggregated.split(",")).filter(id -> !id.isEmpty()).map(UUID::fromString)
                .collect(Collectors.toSet());
    }
}
