package org.callroster.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A password hash by Argon2id (RFC 9106) with its costs and salt, so that it can be verified after the default costs change.
 */
record Argon2id(int memoryKib, int passes, int lanes, byte[] salt, byte[] hash) {

    /** As OWASP recommends: 19 MiB, two passes, one lane. */
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;

    /** Limits the digits of the costs: larger costs are never ours, and could exhaust memory or time. */
    private static final Pattern PHC = Pattern.compile("\\$argon2id\\$v=19\\$m=([1-9][0-9]{0,5}),t=([1-9][0-9]?),p=([1-9])"
            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    /** A new hash at the current costs. */
    static Argon2id of(String normal, byte[] salt) {
        return new Argon2id(MEMORY_KIB, PASSES, LANES, salt, derived(normal, MEMORY_KIB, PASSES, LANES, salt, HASH_BYTES));
    }

    /** A hash of zeros: no password for it can be found. */
    static Argon2id unmatchable(byte[] salt) {
        return new Argon2id(MEMORY_KIB, PASSES, LANES, salt, new byte[HASH_BYTES]);
    }

    /** Throws IllegalArgumentException if the text is not such a hash. The message contains no part of the text. */
    static Argon2id parse(String phc) {
        Matcher parts = PHC.matcher(phc);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a stored password hash is malformed");
        }
        Base64.Decoder base64 = Base64.getDecoder();
        return new Argon2id(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)), base64.decode(parts.group(4)), base64.decode(parts.group(5)));
    }

    /** Takes the same time whatever the password is. */
    boolean matches(String normal) {
        return MessageDigest.isEqual(hash, derived(normal, memoryKib, passes, lanes, salt, hash.length));
    }

    boolean isOutdated() {
        return memoryKib != MEMORY_KIB || passes != PASSES || lanes != LANES || hash.length != HASH_BYTES;
    }

    /** {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, as it is stored. */
    String phc() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memoryKib + ",t=" + passes + ",p=" + lanes + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
    }

    private static byte[] derived(String normal, int memoryKib, int passes, int lanes, byte[] salt, int bytes) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id).withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib).withIterations(passes).withParallelism(lanes).withSalt(salt).build());
        byte[] hash = new byte[bytes];
        argon2.generateBytes(normal.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
