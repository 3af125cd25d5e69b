package org.callroster.secret;

import java.io.Serializable;
import java.util.UUID;

record ApiSecretKey(UUID tenantId, UUID userId, UUID id) implements Serializable {
}
