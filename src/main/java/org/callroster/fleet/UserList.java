package org.callroster.fleet;

import java.util.List;

import org.callroster.access.AccessView;
import org.callroster.profile.LoginInfoView;
import org.callroster.profile.UserView;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A page of users (fleet section 2).
 *
 * @param total of all pages; null unless it was asked for
 * @param totalIs {@code at_least} if there are more than were counted
 */
public record UserList(List<Listed> users, @JsonProperty("next_cursor") String nextCursor, Integer total,
        @JsonProperty("total_is") String totalIs) {

    /** As in Get, but with login information only if it was asked for. */
    public record Listed(@JsonUnwrapped UserView user, String etag, AccessView access, LoginInfoView loginInfo) {
    }
}
