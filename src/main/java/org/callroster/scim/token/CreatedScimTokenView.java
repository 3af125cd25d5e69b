package org.callroster.scim.token;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A new SCIM token. Its text is shown only once. */
record CreatedScimTokenView(UUID id, String token, @JsonProperty("expires_at") String expiresAt) {
}
