package org.callroster.idempotency;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Caller;
import org.callroster.error.Failure;
import org.callroster.key.MasterKeys;
import org.callroster.tenant.TenantKey;
import org.callroster.values.Sha256;

import io.vertx.core.http.HttpServerRequest;

/** Reads {@code Idempotency-Key} headers (fleet section 1). */
@ApplicationScoped
public class KeyedCalls {

    private static final String HEADER = "Idempotency-Key";
    private static final String PURPOSE = "idempotency";
    private static final int MAX_LENGTH = 255;

    private final MasterKeys keys;

    KeyedCalls(MasterKeys keys) {
        this.keys = keys;
    }

    /**
     * Empty without the header. Throws 400 unless it has 1 to 255 characters.
     *
     * @param digest the SHA-256 of the body, which may hold passwords
     */
    public Optional<KeyedCall> of(Caller caller, HttpServerRequest request, byte[] digest) {
        return key(request).map(key -> new KeyedCall(
                new TenantKey(caller.tenant().id(), KeyedCall.id(Sha256.of(scope(caller, request) + key))),
                fingerprints(request, digest)));
    }

    private static Optional<String> key(HttpServerRequest request) {
        List<String> given = request.headers().getAll(HEADER);
        if (given.size() > 1 || given.stream().anyMatch(key -> key.isEmpty() || key.length() > MAX_LENGTH)) {
            throw Failure.badRequest(HEADER + " must be one value of 1 to 255 characters");
        }
        return given.stream().findFirst();
    }

    private static String scope(Caller caller, HttpServerRequest request) {
        return caller.userId() + "\n" + request.method() + "\n" + request.path() + "\n";
    }

    private List<byte[]> fingerprints(HttpServerRequest request, byte[] digest) {
        byte[] target = Sha256.of(request.method() + "\n" + request.uri() + "\n");
        byte[] both = new byte[target.length + digest.length];
        System.arraycopy(target, 0, both, 0, target.length);
        System.arraycopy(digest, 0, both, target.length, digest.length);
        return keys.macs(PURPOSE, both);
    }
}
