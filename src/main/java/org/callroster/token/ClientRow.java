package org.callroster.token;

import java.util.UUID;

import jakarta.persistence.Tuple;

import org.callroster.password.ApiSecrets;
import org.callroster.tenant.Tenant;

/** A user of a login id with one of his API secrets, as the token call reads them in one round trip. */
record ClientRow(Client client, byte[] hash, boolean shut, boolean hasFailures, boolean lastUseIsOld) {

    private static final byte[] NO_HASH = new byte[32];

    static ClientRow of(Tuple row) {
        Tenant tenant = new Tenant(row.get("tenant_id", UUID.class), row.get("tenant", String.class));
        Client client = new Client(tenant, row.get("user_id", UUID.class), row.get("login_id", String.class),
                row.get("credential_version", Integer.class), row.get("secret_id", UUID.class));
        return new ClientRow(client, row.get("hash", byte[].class), row.get("shut", Boolean.class),
                row.get("has_failures", Boolean.class), row.get("last_use_is_old", Boolean.class));
    }

    /** As much work for a user without a secret, whom none matches. */
    boolean matches(String secret) {
        return ApiSecrets.matches(secret, hash == null ? NO_HASH : hash);
    }
}
