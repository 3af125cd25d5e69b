package org.callroster.user;

import java.util.UUID;

import org.callroster.header.Etag;

/** A user read in one round trip: the view for clients, and the fields that the rules need. */
public record UserRow(UUID id, UUID teamId, long version, UserView view) {

    public Etag etag() {
        return Etag.of(version, view.loginInfo());
    }
}
