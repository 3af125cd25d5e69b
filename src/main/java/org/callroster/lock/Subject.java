package org.callroster.lock;

import java.nio.ByteBuffer;
import java.util.UUID;

import org.callroster.tenant.LoginKey;
import org.callroster.tenant.Tenant;
import org.callroster.values.Sha256;

/**
 * What failures count against: a user or an unknown login, treated alike so that callers cannot tell them apart.
 *
 * @param id the user's id, or a hash of the unknown login
 */
public record Subject(Tenant tenant, UUID id, boolean unknownLogin) {

    public static Subject user(Tenant tenant, UUID id) {
        return new Subject(tenant, id, false);
    }

    /** A login of a known tenant. */
    public static Subject unknownLogin(Tenant tenant, String loginId) {
        return new Subject(tenant, id(LoginKey.of(loginId)), true);
    }

    /** One subject for all logins of a tenant. */
    public static Subject anyLogin(Tenant tenant) {
        return unknownLogin(tenant, "");
    }

    /** A login of an unknown tenant. */
    public static Subject unknownLogin(String tenantName, String loginId) {
        return new Subject(Tenant.UNKNOWN, id(tenantName + '\n' + LoginKey.of(loginId)), true);
    }

    /** A UUIDv8 (RFC 9562 §5.8): no stored row has an id of this version. */
    private static UUID id(String text) {
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of(text));
        return new UUID(hash.getLong() & ~0xF000L | 0x8000L, hash.getLong() & ~0xC000_0000_0000_0000L | Long.MIN_VALUE);
    }
}
