package org.callroster.lock;

import java.nio.ByteBuffer;
import java.util.UUID;

import org.callroster.tenant.LoginKey;
import org.callroster.tenant.Tenant;
import org.callroster.values.Sha256;

/**
 * Whose failures are counted: a user's, or those of a login that nobody has, so that nothing tells the two apart.
 *
 * @param id the user's, or what the login hashes to
 */
public record Subject(Tenant tenant, UUID id, boolean unknownLogin) {

    public static Subject user(Tenant tenant, UUID id) {
        return new Subject(tenant, id, false);
    }

    /** A login of a tenant. */
    public static Subject unknownLogin(Tenant tenant, String loginId) {
        return new Subject(tenant, id(LoginKey.of(loginId)), true);
    }

    /** Whoever it was meant for. */
    public static Subject anybody(Tenant tenant) {
        return unknownLogin(tenant, "");
    }

    /** A login of a tenant that is not there. */
    public static Subject unknownLogin(String tenantName, String loginId) {
        return new Subject(Tenant.UNKNOWN, id(tenantName + '\n' + LoginKey.of(loginId)), true);
    }

    /** A UUIDv8 (RFC 9562 §5.8), which no row of our own has. */
    private static UUID id(String text) {
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of(text));
        return new UUID(hash.getLong() & ~0xF000L | 0x8000L, hash.getLong() & ~0xC000_0000_0000_0000L | Long.MIN_VALUE);
    }
}
