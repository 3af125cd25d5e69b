package org.callroster.console.users;

import org.callroster.access.AccessView;
import org.callroster.access.Refusal;
import org.callroster.fleet.UserList;
import org.callroster.profile.LoginInfoView;
import org.callroster.profile.UserRow;
import org.callroster.profile.UserView;

/**
 * A user as a row of a list.
 *
 * @param done what was just done to the user; null in a list
 * @param undo takes it back; null if nothing does
 */
public record UserLine(UserView user, String etag, AccessView access, LoginInfoView loginInfo, String done, Undo undo) {

    /**
     * A form that takes a change back, unless somebody changed the user meanwhile.
     *
     * @param action the last part of its path
     */
    public record Undo(String action, String etag) {
    }

    static UserLine of(UserList.Listed listed) {
        return new UserLine(listed.user(), listed.etag(), listed.access(), listed.loginInfo(), null, null);
    }

    static UserLine of(UserRow row, AccessView access, String done, Undo undo) {
        return new UserLine(row.view().withoutLoginInfo(), row.etag().toString(), access, row.view().loginInfo(), done, undo);
    }

    /** The user's name, or the login if there is none. */
    public String name() {
        String name = (text(user.firstName()) + " " + text(user.lastName())).strip();
        return name.isEmpty() ? user.loginId() : name;
    }

    private static String text(String part) {
        return part == null ? "" : part;
    }

    /** Whether unlocking would change anything. */
    public boolean isLocked() {
        return access.why() == Refusal.LOCKED || access.secretsLocked();
    }
}
