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
 * @param generated the password, if it was generated; null otherwise
 */
record ReadyLine(UserLine line, BulkMode mode, String passwordHash, String generated) {

    static ReadyLine of(UserLine line, BulkMode mode) {
        return new ReadyLine(line, mode, null, null);
    }

    ReadyLine hashed(String hash) {
        return new ReadyLine(line, mode, hash, generated);
    }

    ReadyLine refused(Failure why) {
        return of(line.refused(why), mode);
    }

    ReadyLine withPassword(String password) {
        return new ReadyLine(line, mode, null, password);
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
        NewUser given = new NewUser(line.attributes());
        return generated == null ? given : given.withPassword(generated);
    }

    UserChange change() {
        return new UserChange(line.attributes());
    }
}
