package org.callroster.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

import org.callroster.tenant.Ids;
import org.callroster.tenant.Tenant;

/** A secret a script proves itself with. Random enough that a plain SHA-256 of it is all that need be kept. */
@Entity
@Table(name = "api_secret")
@IdClass(ApiSecretKey.class)
public class ApiSecret {

    /** In characters (contract section 2). */
    public static final int MIN_LENGTH = 41;

    private static final int RANDOM_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Id
    @Column(name = "tenant_id")
    UUID tenantId;
    @Id
    @Column(name = "user_id")
    UUID userId;
    @Id
    UUID id;
    byte[] hash;

    static ApiSecret of(Tenant tenant, UUID userId, String secret) {
        ApiSecret row = new ApiSecret();
        row.tenantId = tenant.id();
        row.userId = userId;
        row.id = Ids.next();
        row.hash = hash(secret);
        return row;
    }

    /** 256 random bits in base64url: 43 characters. */
    public static String generate() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** In constant time. */
    public static boolean matches(String secret, byte[] hash) {
        return MessageDigest.isEqual(hash(secret), hash);
    }

    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
