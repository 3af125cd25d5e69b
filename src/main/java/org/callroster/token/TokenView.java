package org.callroster.token;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Contract section 2: {@code expires_in} is a string of digits; scope only if it was sent. */
record TokenView(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") String expiresIn,
        String scope) {
}
