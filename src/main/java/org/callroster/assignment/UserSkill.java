package org.callroster.assignment;

import java.io.Serializable;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;

/** A skill that a user has, with its level from 0 to 100. */
@Entity
@IdClass(UserSkill.Key.class)
class UserSkill {

    record Key(UUID tenantId, UUID userId, UUID skillId) implements Serializable {
    }

    @Id
    UUID tenantId;
    @Id
    UUID userId;
    @Id
    UUID skillId;
    short level;

    static UserSkill of(UUID tenantId, UUID userId, UUID skillId, int level) {
        UserSkill given = new UserSkill();
        given.tenantId = tenantId;
        given.userId = userId;
        given.skillId = skillId;
        given.level = (short) level;
        return given;
    }
}
