package org.callroster.user;

import java.util.Arrays;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;

/** Strong entity tags (RFC 9110 §8.8.3) of a row's version. */
final class Etag {

    private Etag() {
    }

    static String of(long version) {
        return '"' + Long.toHexString(version) + '"';
    }

    /** Fails with 412 if an {@code If-Match} header is there and names another version (RFC 9110 §13.1.1). */
    static void require(String ifMatch, long version) {
        if (ifMatch != null && !ifMatch.strip().equals("*") && !lists(ifMatch, of(version))) {
            throw new Failure(ErrorCode.PRECONDITION_FAILED, "the user was changed since, If-Match does not match");
        }
    }

    private static boolean lists(String ifMatch, String etag) {
        return Arrays.stream(ifMatch.split(",")).anyMatch(given -> given.strip().equals(etag));
    }
}
