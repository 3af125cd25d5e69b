package org.callroster.caller;

import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import org.callroster.tenant.Caller;
import org.callroster.tenant.Privilege;
import org.callroster.tenant.Tenant;
import org.callroster.token.AccessToken;

import io.quarkus.cache.CacheResult;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

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
            where t.name = :tenant and u.id = :user""";

    /**
     * One round trip a second for each user that calls (design: nothing to invalidate, so it holds on any number of nodes).
     * What is remembered for a token of before counts for no newer one. Fails with {@link UnknownCaller}.
     */
    @CacheResult(cacheName = "callers")
    Uni<KnownUser> find(AccessToken token) {
        return Panache.withSession(() -> Panache.getSession()
                .chain(s -> s.createNativeQuery(FIND, Tuple.class).setParameter("tenant", token.tenant())
                        .setParameter("user", token.userId()).getSingleResultOrNull()))
                .onItem().ifNull().failWith(UnknownCaller::new)
                .map(row -> known(row, token.userId()));
    }

    private static KnownUser known(Tuple row, UUID userId) {
        Tenant tenant = new Tenant(row.get("tenant_id", UUID.class), row.get("tenant", String.class));
        Caller caller = new Caller(tenant, userId, row.get("login_id", String.class),
                Privilege.named(row.get("privileges", String.class)), uuids(row.get("teams", String.class)));
        return new KnownUser(caller, row.get("enabled", Boolean.class), row.get("credential_version", Integer.class),
                uuids(row.get("secrets", String.class)));
    }

    private static Set<UUID> uuids(String aggregated) {
        return Arrays.stream(aggregated.split(",")).filter(id -> !id.isEmpty()).map(UUID::fromString)
                .collect(Collectors.toSet());
    }
}
