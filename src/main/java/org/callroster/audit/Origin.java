package org.callroster.audit;

import java.util.UUID;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;

/**
 * Where the changes made now come from. Kept in the Vert.x context of a request or a job, where the audit finds it.
 *
 * @param address the client's address
 * @param request the request's {@code X-Request-Id}
 * @param credential the id of the API secret, the issuer or the session that the caller used
 * @param job the bulk
 */
public record Origin(Via via, String address, String request, String credential, UUID job) {

    /** Without a request. */
    public static final Origin SYSTEM = new Origin(Via.SYSTEM, null, null, null, null);
    public static final Origin COMMAND = new Origin(Via.COMMAND, null, null, null, null);

    private static final String KEY = Origin.class.getName();

    public static Origin current() {
        return VertxContext.isOnDuplicatedContext() ? ContextLocals.<Origin>get(KEY).orElse(SYSTEM) : SYSTEM;
    }

    /** Call on the context of a request or a job, before any change. */
    public void use() {
        ContextLocals.put(KEY, this);
    }

    public Origin by(Via how, String usedCredential) {
        return new Origin(how, address, request, usedCredential, job);
    }
}
