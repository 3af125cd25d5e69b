package org.callroster.token;

import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/** The token names a key that is not in memory. Its issuer may have created the key a moment ago. */
public class UnknownKey extends InvalidToken {

    private static final long serialVersionUID = 1;

    private final transient Supplier<Uni<?>> reload;

    /** @param reload loads the keys again, unless that was done a moment ago */
    public UnknownKey(Supplier<Uni<?>> reload) {
        this.reload = reload;
    }

    /** If the verification fails with an unknown key, loads the keys and verifies once more. */
    public static <T> Uni<T> retried(Uni<T> verification) {
        return verification.onFailure(UnknownKey.class)
                .recoverWithUni(failure -> failure.reload.get().chain(() -> verification));
    }
}
