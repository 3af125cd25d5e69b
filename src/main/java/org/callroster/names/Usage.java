package org.callroster.names;

import org.callroster.error.Failure;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** How many users and supervisors use something. */
@RegisterForReflection
public record Usage(long users, long supervisors) {

    /**
     * 409, naming the counts, unless both are zero.
     *
     * @param what the kind of thing in use, for the message
     */
    public void requireNone(String what) {
        if (users > 0 || supervisors > 0) {
            throw Failure.conflict(what + " is in use by " + this);
        }
    }

    @Override
    public String toString() {
        String text = count(users, "user");
        return supervisors == 0 ? text : text + " and " + count(supervisors, "supervisor");
    }

    private static String count(long n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }
}
