package org.callroster.session;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;

public record SessionView(@JsonProperty("session_id") UUID sessionId, @JsonProperty("tenant_id") UUID tenantId,
        @JsonProperty("user_id") UUID userId) {
}
