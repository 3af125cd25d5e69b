package org.callroster.secret;

import java.util.UUID;

import org.callroster.database.Columns;
import org.callroster.values.Times;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.vertx.mutiny.sqlclient.Row;

/** The metadata of an existing secret. A time is absent for never used or never expiring. */
public record SecretView(
        UUID id,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("last_used_at") String lastUsedAt,
        @JsonProperty("expires_at") String expiresAt) {

    static SecretView of(Row row) {
        return new SecretView(row.getUUID("id"), Times.text(Columns.instant(row, "created_at")),
                Times.text(Columns.instant(row, "last_used_at")), Times.text(Columns.instant(row, "expires_at")));
    }
}
