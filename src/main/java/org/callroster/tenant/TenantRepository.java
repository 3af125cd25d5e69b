package org.callroster.tenant;

import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import org.callroster.error.Failure;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

/**
 * The tenants of this host. They have no entity: only bootstrap and the operator's commands write them, and {@link Tenant}
 * holds all that is needed.
 */
@ApplicationScoped
public class TenantRepository {

    private final Pool pool;

    TenantRepository(Pool pool) {
        this.pool = pool;
    }

    /** Fails with 404 if no tenant has this name. */
    public Uni<Tenant> byName(String name) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery("select id, name from tenant where name = :name", Tuple.class)
                        .setParameter("name", Tenant.canonical(name)).getSingleResultOrNull())
                .onItem().ifNull().failWith(() -> Failure.notFound("there is no tenant " + Tenant.canonical(name)))
                .map(row -> new Tenant(row.get("id", UUID.class), row.get("name", String.class)));
    }

    public Uni<Set<String>> names() {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery("select name from tenant", String.class).getResultList()).map(Set::copyOf);
    }

    /**
     * Whether there is no tenant yet. Never call inside a transaction: opens its own connection, because a first session takes
     * long.
     */
    public Uni<Boolean> none() {
        return pool.query("select not exists (select from tenant)").execute().map(rows -> rows.iterator().next().getBoolean(0));
    }

    /** In the open transaction. False if the tenant was in this state already. */
    public Uni<Boolean> enable(Tenant tenant, boolean enabled) {
        return Panache.getSession()
                .chain(s -> s
                        .createNativeQuery("update tenant set enabled = :enabled where id = :id and enabled <> :enabled")
                        .setParameter("id", tenant.id()).setParameter("enabled", enabled).executeUpdate())
                .map(rows -> rows == 1);
    }

    /** False if the name is taken. */
    public Uni<Boolean> insert(Tenant tenant) {
        return Panache.getSession()
                .chain(s -> s
                        .createNativeQuery("insert into tenant (id, name) values (:id, :name) on conflict (name) do nothing")
                        .setParameter("id", tenant.id()).setParameter("name", tenant.name()).executeUpdate())
                .map(rows -> rows == 1);
    }
}
