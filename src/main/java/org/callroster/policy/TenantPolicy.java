package org.callroster.policy;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The settings that a tenant has made. The others have their defaults. */
@Entity
@Table(name = "security_policy")
class TenantPolicy {

    @Id
    UUID tenantId;
    /** See {@link PolicyJson}. */
    String settings;

    PolicySettings settings() {
        return PolicyJson.settings(settings);
    }

    /** Changes the settings that are not null. */
    void change(PolicySettings wanted) {
        settings = PolicyJson.merged(settings, wanted);
    }
}
