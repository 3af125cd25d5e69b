package org.callroster.secret;

import org.callroster.values.Times;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The metadata of an existing secret. A time is absent for never used or never expiring. */
record SecretView(
        String id,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("last_used_at") String lastUsedAt,
        @JsonProperty("expires_at") String expiresAt) {

    static SecretView of(ApiSecretRow row) {
        return new SecretView(row.id().toString(), Times.text(row.createdAt()), Times.text(row.lastUsedAt()),
                Times.text(row.expiresAt()));
    }
}
