package org.callroster.tenant;

import java.io.Serializable;
import java.util.UUID;

/** The primary key of rows that belong to a tenant. */
public record TenantKey(UUID tenantId, UUID id) implements Serializable {
}
