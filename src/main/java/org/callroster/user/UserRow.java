package org.callroster.user;

import java.util.UUID;

import org.callroster.header.Etag;

/** A user as read in one round trip: what clients see, and what the rules need beside it. */
public record UserRow(UUID id, UUID teamId, long version, UserView view) {

    public Etag etag() {
        return Etag.of(version, view.loginInfo());
    }
}
