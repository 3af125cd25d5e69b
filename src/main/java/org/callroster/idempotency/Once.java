package org.callroster.idempotency;

import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/**
 * Runs a change, in its own transaction, unless the same call was made before.
 *
 * @param <T> what the change returns
 */
@FunctionalInterface
public interface Once<T> {

    /** Call inside the transaction, with everything that it changes. */
    Uni<T> run(Supplier<Uni<T>> change);

    /** For calls without a key. */
    static <T> Once<T> always() {
        return Supplier::get;
    }
}
