package org.callroster.client;

import java.security.MessageDigest;
import java.util.UUID;

import org.callroster.database.Columns;
import org.callroster.tenant.Tenant;

import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;

/** The user with the login id, if any, and one of the user's API secrets, if any, read in one round trip. */
record ClientRow(Client client, byte[] hash, boolean shut, boolean hasFailures, boolean lastUseIsOld) {

    /** Stands in for the id of an unknown user. */
    static final UUID UNKNOWN_USER = new UUID(0, 0);

    static ClientRow of(Tenant tenant, Row row) {
        Client client = new Client(tenant, row.getUUID("user_id"), row.getString("login_id"),
                row.getInteger("credential_version"), row.getUUID("secret_id"), Columns.instant(row, "expires_at"));
        return new ClientRow(client, bytes(row.getBuffer("hash")), row.getBoolean("shut"),
                row.getBoolean("has_failures"), row.getBoolean("last_use_is_old"));
    }

    boolean isUnknown() {
        return client.userId() == null;
    }

    /** Compares in constant time; false for the single row of a user without a secret. */
    boolean hasHash(byte[] given) {
        return MessageDigest.isEqual(given, hash);
    }

    private static byte[] bytes(Buffer column) {
        return column == null ? null : column.getBytes();
    }
}
