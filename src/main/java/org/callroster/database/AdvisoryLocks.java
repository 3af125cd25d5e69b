package org.callroster.database;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Named locks, held until the open transaction ends. {@link #lock} waits for a lock that is held. */
public final class AdvisoryLocks {

    private AdvisoryLocks() {
    }

    /** Does not wait. False if another transaction holds the lock. */
    public static Uni<Boolean> tryLock(String name) {
        return ask("select pg_try_advisory_xact_lock(hashtextextended(:name, 0))", name);
    }

    public static Uni<Void> lock(String name) {
        return ask("select true from pg_advisory_xact_lock(hashtextextended(:name, 0))", name).replaceWithVoid();
    }

    private static Uni<Boolean> ask(String sql, String name) {
        return Panache.getSession().chain(s -> s.createNativeQuery(sql, Boolean.class)
                .setParameter("name", "callroster " + name).getSingleResult());
    }
}
