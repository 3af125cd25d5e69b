package org.callroster.tenant;

import java.io.Serializable;
import java.util.UUID;

/** The primary key of every tenant's row. */
public record TenantKey(UUID tenantId, UUID id) implements Serializable {
}
