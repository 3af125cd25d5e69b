package org.callroster.token;

import org.callroster.password.ApiSecrets;
import org.callroster.tenant.Tenant;

import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;

/** A user of a login id with one of his API secrets, as the token call reads them in one round trip. */
record ClientRow(Client client, byte[] hash, boolean shut, boolean hasFailures, boolean lastUseIsOld) {

    private static final byte[] NO_HASH = new byte[32];

    static ClientRow of(Row row) {
        Tenant tenant = new Tenant(row.getUUID("tenant_id"), row.getString("tenant"));
        Client client = new Client(tenant, row.getUUID("user_id"), row.getString("login_id"),
                row.getInteger("credential_version"), row.getUUID("secret_id"));
        return new ClientRow(client, bytes(row.getBuffer("hash")), row.getBoolean("shut"),
                row.getBoolean("has_failures"), row.getBoolean("last_use_is_old"));
    }

    private static byte[] bytes(Buffer column) {
        return column == null ? null : column.getBytes();
    }

    /** As much work for a user without a secret, whom none matches. */
    boolean matches(String secret) {
        return ApiSecrets.matches(secret, hash == null ? NO_HASH : hash);
    }
}
