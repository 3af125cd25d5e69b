package org.callroster.fleet;

/**
 * How many users a filter finds.
 *
 * @param isAtLeast whether there are more
 */
public record UserCount(int users, boolean isAtLeast) {

    /** Users are counted up to here. */
    static final int MOST = 10_000;

    /** @param found at most one more than are counted */
    static UserCount of(int found) {
        return new UserCount(Math.min(found, MOST), found > MOST);
    }
}
