package org.callroster.scim.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;

import org.callroster.values.Sha256;

/**
 * The text of a SCIM token: {@code crs_}, 64 base64url characters (the tenant's id, 32 random bytes), {@code _} and a checksum of
 * six. Scanners for secrets find it by its form, and a mistyped one is refused without asking the database.
 *
 * @param hash what is stored of it: SHA-256
 */
public record ScimTokenValue(UUID tenantId, byte[] hash) {

    private static final String PREFIX = "crs_";
    private static final int ID_BYTES = 16;
    private static final int RANDOM_BYTES = 32;
    private static final int BODY_LENGTH = 64;
    private static final int CHECKSUM_LENGTH = 6;
    private static final int LENGTH = PREFIX.length() + BODY_LENGTH + 1 + CHECKSUM_LENGTH;

    /** Whether a bearer token is meant to be one. */
    public static boolean isMeant(String token) {
        return token.startsWith(PREFIX);
    }

    /** A new token. Only its hash may be stored. */
    static String generate(UUID tenantId) {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        ByteBuffer bytes = ByteBuffer.allocate(ID_BYTES + RANDOM_BYTES).putLong(tenantId.getMostSignificantBits())
                .putLong(tenantId.getLeastSignificantBits()).put(random);
        String body = PREFIX + base64(bytes.array());
        return body + "_" + checksum(body);
    }

    /** Empty if it has another form, or the checksum is wrong. */
    public static Optional<ScimTokenValue> of(String token) {
        int end = LENGTH - CHECKSUM_LENGTH - 1;
        if (token.length() != LENGTH || !isMeant(token) || token.charAt(end) != '_'
                || !checksum(token.substring(0, end)).equals(token.substring(end + 1))) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token.substring(PREFIX.length(), end)));
            return Optional.of(new ScimTokenValue(new UUID(bytes.getLong(), bytes.getLong()), Sha256.of(token)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return base64(ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
