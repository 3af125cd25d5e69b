package org.callroster.scim.setting;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** What identity providers do with users of a tenant: those in no group belong to the default team. */
@Entity
class ScimSetting {

    @Id
    UUID tenantId;

    UUID defaultTeamId;
}
