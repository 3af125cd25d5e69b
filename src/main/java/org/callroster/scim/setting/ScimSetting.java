package org.callroster.scim.setting;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** To which team users belong who are in no group of their identity provider. */
@Entity
class ScimSetting {

    @Id
    UUID tenantId;

    UUID defaultTeamId;
}
