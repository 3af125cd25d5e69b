package org.callroster.names;

import java.util.UUID;

/**
 * A team whose row is locked until the transaction ends.
 *
 * @param externalId null for none
 */
public record LockedTeam(UUID id, String name, String externalId) {

    static LockedTeam of(Team team) {
        return new LockedTeam(team.id, team.name, team.externalId);
    }
}
