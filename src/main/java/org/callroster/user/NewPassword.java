package org.callroster.user;

import java.util.Objects;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;

/**
 * A password that was found good for a user.
 *
 * @param hash what is to be stored
 * @param compared the hash of the password in force when it was compared; null if there was none
 * @param history how many passwords it was to differ from
 */
record NewPassword(String hash, String compared, int history) {

    /** Another password was set since this one was compared, perhaps the same. */
    static class ComparedTooEarly extends Failure {

        private static final long serialVersionUID = 1;

        ComparedTooEarly() {
            super(ErrorCode.CONFLICT, "somebody else is setting this user's password");
        }
    }

    void requireComparedWith(String inForce) {
        if (history > 0 && !Objects.equals(compared, inForce)) {
            throw new ComparedTooEarly();
        }
    }
}
