package org.callroster.lock;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import org.callroster.tenant.LoginKey;
import org.callroster.values.Sha256;

/**
 * Somebody tries to prove who he is.
 *
 * @param loginId the user's, or what was sent where nobody has it
 * @param from the address the try comes from
 */
public record LoginAttempt(Subject subject, String loginId, Credential credential, InetAddress from) {

    private static final int MAX_LENGTH = 128;

    /** As it can be stored: what strangers send may be long, and hold anything. */
    String printableLogin() {
        return loginId.codePoints().limit(MAX_LENGTH)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    /** What is compared of it. */
    String loginKey() {
        return LoginKey.of(printableLogin());
    }

    String address() {
        return from.getHostAddress();
    }

    /** One and the same for all failures of a minute that are alike: a UUIDv7 (RFC 9562 §5.7) of the minute, the rest a hash. */
    UUID auditId(String reason, Instant now) {
        long minute = now.truncatedTo(ChronoUnit.MINUTES).toEpochMilli();
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of(subject.id() + " " + address() + " " + reason));
        return new UUID(minute << 16 | 0x7000L | hash.getLong() & 0xFFFL,
                hash.getLong() & ~0xC000_0000_0000_0000L | Long.MIN_VALUE);
    }
}
