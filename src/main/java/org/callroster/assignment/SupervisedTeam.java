package org.callroster.assignment;

import java.io.Serializable;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;

/** A team that a user supervises. */
@Entity
@IdClass(SupervisedTeam.Key.class)
class SupervisedTeam {

    record Key(UUID tenantId, UUID userId, UUID teamId) implements Serializable {
    }

    @Id
    UUID tenantId;
    @Id
    UUID userId;
    @Id
    UUID teamId;

    static SupervisedTeam of(UUID tenantId, UUID userId, UUID teamId) {
        SupervisedTeam given = new SupervisedTeam();
        given.tenantId = tenantId;
        given.userId = userId;
        given.teamId = teamId;
        return given;
    }
}
