package org.callroster.session;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;

/** What is known of a user's latest login (contract section 3, loginInfo). */
@Entity
@IdClass(LoginInfo.Key.class)
class LoginInfo {

    record Key(UUID tenantId, UUID userId) implements Serializable {
    }

    @Id
    UUID tenantId;
    @Id
    UUID userId;
    Instant lastLogin;
    Instant lastLogout;
    String browser;
    String os;
    String ipAddress;
    String userAgent;
    String appType;
}
