package org.callroster.user;

import java.util.UUID;

/** A user whose row is locked until the open transaction ends, for a change of what hangs on them. */
public record ChangeableUser(UUID id, String loginId) {

    static ChangeableUser of(User user) {
        return new ChangeableUser(user.id, user.loginId);
    }
}
