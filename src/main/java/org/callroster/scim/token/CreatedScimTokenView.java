package org.callroster.scim.token;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A new SCIM token. Its text is shown only once. */
@RegisterForReflection
record CreatedScimTokenView(UUID id, String token, @JsonProperty("expires_at") String expiresAt) {
}
