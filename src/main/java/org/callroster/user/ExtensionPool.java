package org.callroster.user;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.OpenTransaction;
import org.callroster.error.Failure;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** A tenant's pool of extensions, for new users created without one. */
@ApplicationScoped
public class ExtensionPool {

    public static final long FIRST = 1000;
    public static final long LAST = 999_999;

    /**
     * Searches upwards from where the last search ended, and wraps around. The pool's row stays locked until the transaction
     * ends, so concurrent creates never get the same number. The set-returning selects stop at the first free number, and the
     * scalar select keeps the look-up of a number from becoming a scan of all users.
     */
    private static final String TAKE = """
            with pool as (
                select * from extension_pool where tenant_id = $1 for update
            ), free as (
                select n from pool, lateral (
                    select generate_series(next_number, last_number) as n
                    union all
                    select generate_series(first_number, next_number - 1)) as candidate
                where (select true from app_user u
                       where u.tenant_id = $1 and u.extension = cast(n as text)) is null
                limit 1
            )
            update extension_pool p set next_number = free.n + 1 from free
            where p.tenant_id = $1
            returning free.n""";

    /** Takes the next free number, in the open transaction; a rollback returns it. Fails with 409 if none is free. */
    public Uni<String> take(Tenant tenant) {
        return OpenTransaction.rows(TAKE, tenant.id())
                .map(rows -> rows.stream().map(row -> String.valueOf(row[0])).findFirst()
                        .orElseThrow(() -> Failure.conflict("the extension pool is exhausted")));
    }

    public Uni<Void> create(Tenant tenant, long first, long last) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery("""
                        insert into extension_pool (tenant_id, first_number, last_number, next_number)
                        values (:tenant, :first, :last, :first)""")
                        .setParameter("tenant", tenant.id()).setParameter("first", first).setParameter("last", last)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
