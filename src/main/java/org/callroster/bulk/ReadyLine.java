package org.callroster.bulk;

import org.callroster.error.Failure;
import org.callroster.job.BulkMode;
import org.callroster.upload.UserLine;
import org.callroster.user.NewUser;
import org.callroster.user.UserChange;

/**
 * A line that was checked, as far as that is possible without looking at the user.
 *
 * @param mode what it does: never {@link BulkMode#UPSERT}
 * @param passwordHash null for no password, and for the password of a user who is there already
 */
record ReadyLine(UserLine line, BulkMode mode, String passwordHash) {

    ReadyLine hashed(String hash) {
        return new ReadyLine(line, mode, hash);
    }

    ReadyLine refused(Failure why) {
        return new ReadyLine(line.refused(why), mode, null);
    }

    boolean is(BulkMode wanted) {
        return mode == wanted && !line.isRefused();
    }

    /** Passwords of users who are there are compared with their former ones, outside of a transaction. */
    boolean setsPasswordOfUser() {
        return is(BulkMode.UPDATE) && line.hasPassword();
    }

    boolean needsHash() {
        return is(BulkMode.CREATE) && newUser().password() != null;
    }

    NewUser newUser() {
        return new NewUser(line.attributes());
    }

    UserChange change() {
        return new UserChange(line.attributes());
    }
}
