package org.callroster.directory;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import org.callroster.database.Ids;
import org.callroster.error.DatabaseErrors;
import org.callroster.error.Failure;
import org.callroster.tenant.Tenant;
import org.hibernate.reactive.mutiny.Mutiny;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class NameRepository {

    Uni<List<NameView>> all(Tenant tenant, NameKind names) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery("select name from " + names.table + " where tenant_id = :tenant order by name",
                        String.class).setParameter("tenant", tenant.id()).getResultList())
                .map(rows -> rows.stream().map(NameView::new).toList());
    }

    /** False if the name exists already. */
    Uni<Boolean> insert(Tenant tenant, NameKind names, String name) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery("insert into " + names.table
                        + " (tenant_id, id, name) values (:tenant, :id, :name) on conflict (tenant_id, name) do nothing")
                        .setParameter("tenant", tenant.id()).setParameter("id", Ids.next()).setParameter("name", name)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    /** Fails with 404 if the name does not exist. */
    Uni<UUID> id(Tenant tenant, NameKind names, String name) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery("select id from " + names.table
                        + " where tenant_id = :tenant and name = :name", UUID.class)
                        .setParameter("tenant", tenant.id()).setParameter("name", name).getSingleResultOrNull())
                .onItem().ifNull().failWith(() -> Failure.notFound(names.notFound));
    }

    Uni<Usage> usage(Tenant tenant, NameKind names, UUID id) {
        return Panache.getSession().chain(s -> usage(s, names.usageSql, tenant, id));
    }

    /** Fails with 404 if another call has deleted it meanwhile, 409 if a user has been given it meanwhile. */
    Uni<Void> delete(Tenant tenant, NameKind names, UUID id) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery("delete from " + names.table + " where tenant_id = :tenant and id = :id")
                        .setParameter("tenant", tenant.id()).setParameter("id", id).executeUpdate())
                .onFailure(DatabaseErrors::isBrokenReference).transform(e -> Failure.conflict(names.table + " is in use"))
                .invoke(rows -> {
                    if (rows == 0) {
                        throw Failure.notFound(names.notFound);
                    }
                }).replaceWithVoid();
    }

    public static Uni<Usage> usage(Mutiny.Session session, String sql, Tenant tenant, UUID id) {
        return session.createNativeQuery(sql, Tuple.class).setParameter("tenant", tenant.id()).setParameter("id", id)
                .getSingleResult()
                .map(row -> new Usage(row.get("users", Long.class), row.get("supervisors", Long.class)));
    }
}
