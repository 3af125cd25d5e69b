package org.callroster.tenant;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Locks with a name, held until the open transaction ends: who asks for one that is held waits. */
public final class Advisory {

    private Advisory() {
    }

    public static Uni<Void> lock(String name) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery("select true from pg_advisory_xact_lock(hashtextextended(:name, 0))",
                        Boolean.class).setParameter("name", "callroster " + name).getSingleResult())
                .replaceWithVoid();
    }
}
