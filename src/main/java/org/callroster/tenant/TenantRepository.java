package org.callroster.tenant;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Database;
import org.callroster.error.Failure;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The tenants of this host. Only bootstrap and the operator's commands write them. */
@ApplicationScoped
public class TenantRepository implements PanacheRepositoryBase<RegisteredTenant, UUID> {

    private static final String INSERT = """
            insert into RegisteredTenant (id, name, enabled) values (?1, ?2, true) on conflict (name) do nothing""";

    private final Database database;

    TenantRepository(Database database) {
        this.database = database;
    }

    /** Fails with 404 if no tenant has this name. */
    public Uni<Tenant> byName(String name) {
        return database.first("select id, name from tenant where name = $1", Tenant.canonical(name))
                .map(found -> found.map(row -> new Tenant(row.getUUID("id"), row.getString("name")))
                        .orElseThrow(() -> Failure.notFound("there is no tenant " + Tenant.canonical(name))));
    }

    /** All tenants, by name. */
    public Uni<List<Tenant>> all() {
        return database.list("select id, name from tenant order by name")
                .map(rows -> rows.stream().map(row -> new Tenant(row.getUUID("id"), row.getString("name"))).toList());
    }

    /** The names of all tenants. Call inside a transaction. */
    public Uni<Set<String>> names() {
        return getSession().chain(session -> session.createSelectionQuery("select name from RegisteredTenant", String.class)
                .getResultList()).map(Set::copyOf);
    }

    /** Whether there is no tenant yet. */
    public Uni<Boolean> none() {
        return database.list("select from tenant limit 1").map(found -> found.isEmpty());
    }

    /** Call inside a transaction. False if the tenant was in this state already. */
    public Uni<Boolean> enable(Tenant tenant, boolean enabled) {
        return update("enabled = ?2 where id = ?1 and enabled <> ?2", tenant.id(), enabled).map(rows -> rows == 1);
    }

    /** Call inside a transaction. False if the name is taken. */
    public Uni<Boolean> insert(Tenant tenant) {
        return getSession().chain(session -> session.createMutationQuery(INSERT).setParameter(1, tenant.id())
                .setParameter(2, tenant.name()).executeUpdate()).map(rows -> rows == 1);
    }
}
