package org.callroster.password;

import java.util.Objects;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;

/**
 * A new password that passed the checks for its user.
 *
 * @param hash the hash to store
 * @param compared hash of the current password when the new one was compared; null if there was none
 * @param history number of recent passwords that the new one had to differ from
 */
public record NewPassword(String hash, String compared, int history) {

    /** Another password, perhaps the same, was set after this one was compared. */
    public static class ComparedTooEarly extends Failure {

        private static final long serialVersionUID = 1;

        ComparedTooEarly() {
            super(ErrorCode.CONFLICT, "another caller is setting this user's password");
        }
    }

    public void requireComparedWith(String inForce) {
        if (history > 0 && !Objects.equals(compared, inForce)) {
            throw new ComparedTooEarly();
        }
    }
}
