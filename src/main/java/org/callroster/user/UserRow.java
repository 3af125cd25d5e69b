package org.callroster.user;

import java.util.UUID;

/** A user as read in one round trip: what clients see, and what the rules need beside it. */
public record UserRow(UUID id, UUID teamId, long version, UserView view) {

    public String etag() {
        return Etag.of(version);
    }
}
