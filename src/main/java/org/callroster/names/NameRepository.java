package org.callroster.names;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.Database;
import org.callroster.database.Ids;
import org.callroster.error.DatabaseErrors;
import org.callroster.error.Failure;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** The entities {@link Team} and {@link Skill}, which consist of a name only. */
@ApplicationScoped
class NameRepository {

    private final Database database;

    NameRepository(Database database) {
        this.database = database;
    }

    Uni<List<NameView>> all(Tenant tenant, NameKind names) {
        return database.list("select name from " + names.table + " where tenant_id = $1 order by name", tenant.id())
                .map(rows -> rows.stream().map(row -> new NameView(row.getString("name"))).toList());
    }

    /** False if the name exists already. */
    Uni<Boolean> insert(Tenant tenant, NameKind names, String name) {
        return change("insert into " + names.entity
                + " (tenantId, id, name) values (?1, ?2, ?3) on conflict (tenantId, name) do nothing",
                tenant.id(), Ids.next(), name).map(rows -> rows == 1);
    }

    /** Fails with 404 if the name does not exist. */
    Uni<UUID> id(Tenant tenant, NameKind names, String name) {
        return Panache.getSession()
                .chain(session -> session
                        .createSelectionQuery("select n.id from " + names.entity + " n where n.tenantId = ?1 and n.name = ?2",
                                UUID.class)
                        .setParameter(1, tenant.id()).setParameter(2, name).getSingleResultOrNull())
                .onItem().ifNull().failWith(() -> Failure.notFound(names.notFound));
    }

    /** Fails with 404 if another call has renamed or deleted it meanwhile, 409 if the new name is taken. */
    Uni<Void> rename(Tenant tenant, NameKind names, UUID id, String name, String newName) {
        return change(
                "update " + names.entity + " n set " + names.renaming + " where n.tenantId = ?1 and n.id = ?2 and n.name = ?3",
                tenant.id(), id, name, newName)
                .onFailure(failure -> DatabaseErrors.brokenUniqueConstraint(failure).isPresent())
                .transform(e -> new NameTaken(names.table))
                .invoke(rows -> requireOne(rows, names)).replaceWithVoid();
    }

    Uni<Usage> usage(Tenant tenant, NameKind names, UUID id) {
        return Panache.getSession().chain(session -> session.createSelectionQuery(names.usage, Usage.class)
                .setParameter(1, tenant.id()).setParameter(2, id).getSingleResult());
    }

    /** Fails with 404 if another call has deleted it meanwhile, 409 if a user has been given it meanwhile. */
    Uni<Void> delete(Tenant tenant, NameKind names, UUID id) {
        return change("delete from " + names.entity + " n where n.tenantId = ?1 and n.id = ?2", tenant.id(), id)
                .onFailure(DatabaseErrors::isBrokenReference).transform(e -> Failure.conflict(names.table + " is in use"))
                .invoke(rows -> requireOne(rows, names)).replaceWithVoid();
    }

    private static void requireOne(int rows, NameKind names) {
        if (rows == 0) {
            throw Failure.notFound(names.notFound);
        }
    }

    private static Uni<Integer> change(String hql, Object... parameters) {
        return Panache.getSession().map(session -> session.createMutationQuery(hql)).invoke(query -> {
            for (int i = 0; i < parameters.length; i++) {
                query.setParameter(i + 1, parameters[i]);
            }
        }).chain(query -> query.executeUpdate());
    }
}
