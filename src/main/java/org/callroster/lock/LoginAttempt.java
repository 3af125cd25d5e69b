package org.callroster.lock;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import org.callroster.tenant.LoginKey;
import org.callroster.values.Sha256;

/**
 * One attempt to authenticate.
 *
 * @param loginId the user's login id, or the text sent if the login is unknown
 * @param from the client's address
 */
public record LoginAttempt(Subject subject, String loginId, Credential credential, InetAddress from) {

    private static final int MAX_LENGTH = 128;

    /** The login in a form that can be stored: unknown callers may send any length and any characters. */
    String printableLogin() {
        return loginId.codePoints().limit(MAX_LENGTH)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    /** The printable login, normalised for comparison. */
    String loginKey() {
        return LoginKey.of(printableLogin());
    }

    String address() {
        return from.getHostAddress();
    }

    /**
     * The same id for like failures within a minute, so that they share a row: a UUIDv7 (RFC 9562 §5.7) of the minute; the rest
     * is a hash.
     */
    UUID auditId(String reason, Instant now) {
        long minute = now.truncatedTo(ChronoUnit.MINUTES).toEpochMilli();
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of(subject.id() + " " + address() + " " + reason));
        return new UUID(minute << 16 | 0x7000L | hash.getLong() & 0xFFFL,
                hash.getLong() & ~0xC000_0000_0000_0000L | Long.MIN_VALUE);
    }
}
