package org.callroster.scim.token;

import java.util.UUID;

import org.callroster.database.Columns;
import org.callroster.values.Times;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.vertx.mutiny.sqlclient.Row;

/** What is known of a SCIM token. What has not happened is absent. */
record ScimTokenView(
        UUID id,
        String name,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("expires_at") String expiresAt,
        @JsonProperty("last_used_at") String lastUsedAt,
        @JsonProperty("last_used_from") String lastUsedFrom,
        boolean ignorePasswords) {

    static ScimTokenView of(Row row) {
        return new ScimTokenView(row.getUUID("id"), row.getString("name"), Times.text(Columns.instant(row, "created_at")),
                Times.text(Columns.instant(row, "expires_at")), Times.text(Columns.instant(row, "last_used_at")),
                row.getString("last_used_from"), row.getBoolean("ignore_passwords"));
    }
}
