package org.callroster.console.user;

import java.util.List;

import org.callroster.access.AccessView;
import org.callroster.access.Refusal;
import org.callroster.console.AuditLine;
import org.callroster.lock.list.LockList;
import org.callroster.profile.UserRow;
import org.callroster.profile.UserView;

/**
 * All that the page of a user shows.
 *
 * @param secretLock the lock of the user's API secrets; null if there is none
 * @param tab the name of the one that is open
 * @param saved what was just done; null if nothing was
 */
public record UserPage(UserView view, AccessView access, LockList.Lock secretLock, String tab, Tab content, Saved saved) {

    static final String PROFILE = "profile";
    static final String ACCESS = "access";
    static final String SECRETS = "secrets";
    static final String HISTORY = "history";

    /**
     * What the open tab shows; lists of the others are empty.
     *
     * @param supervised the names of teams
     * @param next the address of older events; null if there are none
     */
    public record Tab(List<String> supervised, List<SecretLine> secrets, List<AuditLine> events, String next) {

        static final Tab EMPTY = new Tab(List.of(), List.of(), List.of(), null);

        static Tab ofSupervised(List<String> teams) {
            return new Tab(teams, List.of(), List.of(), null);
        }

        static Tab ofSecrets(List<SecretLine> secrets) {
            return new Tab(List.of(), secrets, List.of(), null);
        }

        static Tab ofEvents(List<AuditLine> events, String next) {
            return new Tab(List.of(), List.of(), events, next);
        }
    }

    /**
     * What was just done.
     *
     * @param undo null if nothing takes it back
     */
    public record Saved(String message, Undo undo) {

        /** That the user was disabled or enabled, whichever they are now. */
        static Saved ofState(UserRow made) {
            boolean disabled = made.view().disabled();
            return new Saved(disabled ? "Disabled." : "Enabled.",
                    new Undo(disabled ? "state/enabled" : "state/disabled", null, made.etag().toString()));
        }
    }

    /**
     * A form that takes a change back, unless somebody changed the user meanwhile.
     *
     * @param path the last part of its path
     * @param before what the user was before; null if the path says it
     * @param etag of the version that was made
     */
    public record Undo(String path, UserForm before, String etag) {
    }

    /** The user's name, or the login if there is none. */
    public String name() {
        return name(view);
    }

    static String name(UserView user) {
        String name = (text(user.firstName()) + " " + text(user.lastName())).strip();
        return name.isEmpty() ? user.loginId() : name;
    }

    private static String text(String part) {
        return part == null ? "" : part;
    }

    public boolean isOn(String name) {
        return tab.equals(name);
    }

    /** Whether unlocking would change anything. */
    public boolean isLocked() {
        return access.why() == Refusal.LOCKED || access.secretsLocked();
    }

    /** Whether the user can log in; the lock of the secrets has a sentence of its own. */
    public AccessView sentence() {
        return new AccessView(access.can(), access.why(), access.since(), access.until(), access.failures(),
                access.ipAddress(), false);
    }
}
