package org.callroster.idempotency;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.UUID;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.tenant.TenantKey;

/**
 * A POST with an {@code Idempotency-Key}.
 *
 * @param key of the row that keeps its answer: the same for the same tenant, caller, method, path and key
 * @param fingerprints equal for equal requests; under the current master key and, second, the previous one
 */
public record KeyedCall(TenantKey key, List<byte[]> fingerprints) {

    static UUID id(byte[] digest) {
        ByteBuffer bytes = ByteBuffer.wrap(digest);
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    /** To be kept with the answer. */
    public byte[] fingerprint() {
        return fingerprints.get(0);
    }

    /** Throws 422 if the answer that was kept is that of another request. */
    public void requireSame(byte[] kept) {
        if (fingerprints.stream().noneMatch(one -> MessageDigest.isEqual(one, kept))) {
            throw new Failure(ErrorCode.IDEMPOTENCY_KEY_REUSED, "this Idempotency-Key was used with another request");
        }
    }
}
