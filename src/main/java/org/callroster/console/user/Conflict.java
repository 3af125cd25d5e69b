package org.callroster.console.user;

import java.util.List;

import org.callroster.profile.UserView;

/**
 * Two versions of a user: one that a form wanted to write, and one that somebody else wrote meanwhile.
 *
 * @param mine what the form holds
 * @param etag of the version that is there now
 * @param by who wrote that; null if the caller may not know
 * @param at when
 */
public record Conflict(UserView user, UserForm mine, String etag, List<Difference> differences, String by, String at) {

    public record Difference(String field, String mine, String theirs) {
    }
}
