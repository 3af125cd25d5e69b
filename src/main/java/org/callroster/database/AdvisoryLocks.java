package org.callroster.database;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Named locks, held until the transaction ends. Call inside a transaction. {@link #lock} waits for a lock that is held. */
public final class AdvisoryLocks {

    private static final String TRY = "select function('pg_try_advisory_xact_lock', function('hashtextextended', ?1, 0L))";
    private static final String LOCK =
            "select function('pg_advisory_xact_lock', function('hashtextextended', ?1, 0L)) is not null";

    private AdvisoryLocks() {
    }

    /** Does not wait. False if another transaction holds the lock. */
    public static Uni<Boolean> tryLock(String name) {
        return ask(TRY, name);
    }

    public static Uni<Void> lock(String name) {
        return ask(LOCK, name).replaceWithVoid();
    }

    private static Uni<Boolean> ask(String hql, String name) {
        return Panache.getSession().chain(session -> session.createSelectionQuery(hql, Boolean.class)
                .setParameter(1, "callroster " + name).getSingleResult());
    }
}
