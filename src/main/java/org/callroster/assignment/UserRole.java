package org.callroster.assignment;

import java.io.Serializable;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;

/** A role that a user has. */
@Entity
@IdClass(UserRole.Key.class)
class UserRole {

    record Key(UUID tenantId, UUID userId, UUID roleId) implements Serializable {
    }

    @Id
    UUID tenantId;
    @Id
    UUID userId;
    @Id
    UUID roleId;

    static UserRole of(UUID tenantId, UUID userId, UUID roleId) {
        UserRole given = new UserRole();
        given.tenantId = tenantId;
        given.userId = userId;
        given.roleId = roleId;
        return given;
    }
}
