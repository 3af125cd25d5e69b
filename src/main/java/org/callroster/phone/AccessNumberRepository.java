package org.callroster.phone;

import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;

import org.callroster.database.OpenTransaction;
import org.callroster.error.Failure;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
class AccessNumberRepository implements PanacheRepositoryBase<AccessNumber, AccessNumberKey> {

    /** Locks the user against deletion until the transaction ends. */
    private static final String USER = """
            select id, extension, login_id, first_name, last_name from app_user
            where tenant_id = :tenant and extension = :extension
            for key share""";

    private static final String MEMBERS = """
            select count(*) from app_user
            where tenant_id = $1 and (id = $2 or extension = any($3)) and team_id = any($4)""";

    /** Locks the number until the transaction ends. Fails with 404. */
    Uni<AccessNumber> byNumber(Tenant tenant, String number) {
        return find("tenantId = ?1 and number = ?2", tenant.id(), number).withLock(LockModeType.PESSIMISTIC_WRITE).firstResult()
                .onItem().ifNull().failWith(() -> Failure.notFound("access number not found"));
    }

    /** Locks the number until the transaction ends; creates it, unassigned, if absent. Concurrent calls create only one. */
    Uni<AccessNumber> byNumberOrNew(Tenant tenant, String number) {
        return getSession()
                .chain(s -> s.createNativeQuery("""
                        insert into access_number (tenant_id, number, media, type)
                        values (:tenant, :number, 'voice', 'unassigned')
                        on conflict (tenant_id, number) do update set number = excluded.number""")
                        .setParameter("tenant", tenant.id()).setParameter("number", number).executeUpdate())
                .chain(() -> byNumber(tenant, number));
    }

    Uni<Void> remove(AccessNumber number) {
        return delete("tenantId = ?1 and number = ?2", number.tenantId, number.number).replaceWithVoid();
    }

    /** Fails with 404 if no user has this extension. */
    Uni<SoftphoneUser> userAt(Tenant tenant, String extension) {
        return getSession()
                .chain(s -> s.createNativeQuery(USER, Tuple.class).setParameter("tenant", tenant.id())
                        .setParameter("extension", extension).getSingleResultOrNull())
                .onItem().ifNull().failWith(() -> Failure.notFound("extension not found"))
                .map(AccessNumberRepository::user);
    }

    private static SoftphoneUser user(Tuple row) {
        return new SoftphoneUser(row.get("id", UUID.class), row.get("extension", String.class),
                row.get("login_id", String.class), row.get("first_name", String.class), row.get("last_name", String.class));
    }

    /** How many members of these teams the number leads to. */
    Uni<Long> membersBehind(AccessNumber number, Set<UUID> teams) {
        return OpenTransaction.rows(MEMBERS, number.tenantId, number.userId, number.extensions().toArray(String[]::new),
                teams.toArray(UUID[]::new)).map(rows -> (Long) rows.get(0)[0]);
    }
}
