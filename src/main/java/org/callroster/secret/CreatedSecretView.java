package org.callroster.secret;

import java.time.Instant;
import java.util.UUID;

import org.callroster.values.Times;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

/** A new secret with its login id, named as in a token call. It is shown only once. */
public record CreatedSecretView(
        @JsonIgnore UUID id,
        @JsonProperty("client_id") String clientId,
        @JsonProperty("client_secret") String clientSecret,
        @JsonProperty("expires_at") String expiresAt) {

    static CreatedSecretView of(UUID id, String loginId, String secret, Instant expiresAt) {
        return new CreatedSecretView(id, loginId, secret, Times.text(expiresAt));
    }
}
