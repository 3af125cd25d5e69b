package org.callroster.console.me;

import java.util.List;

import org.callroster.session.OpenSession;

/**
 * What users see of their own account.
 *
 * @param sessions the open ones; at most 100
 * @param shortest the least length of a password, in characters
 * @param done what was just done; empty for nothing
 * @param wrong what is wrong with the password that was typed; null for nothing
 */
public record MeView(List<OpenSession> sessions, int shortest, String done, Wrong wrong) {

    /** @param field its name in the form */
    public record Wrong(String field, String message) {
    }

    public boolean hasOthers() {
        return sessions.stream().anyMatch(session -> !session.isCurrent());
    }

    public boolean isWrong(String field) {
        return wrong != null && wrong.field.equals(field);
    }
}
