package org.callroster.bulk;

import org.callroster.attribute.NewUser;
import org.callroster.attribute.UserChange;
import org.callroster.directory.UserNotFound;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.job.BulkMode;
import org.callroster.job.Outcome;
import org.callroster.upload.LineHints;
import org.callroster.upload.UserLine;

/**
 * A line that was checked, as far as that is possible without looking at the user.
 *
 * @param mode what it does: never {@link BulkMode#UPSERT}
 * @param passwordHash null for no password, and for the password of a user who is there already
 * @param generated the password, if it was generated; null otherwise
 * @param hint explains why it fails, if it does
 */
record ReadyLine(UserLine line, BulkMode mode, String passwordHash, String generated, LineHints.Hint hint) {

    static ReadyLine of(UserLine line, BulkMode mode) {
        return new ReadyLine(line, mode, null, null, LineHints.Hint.NONE);
    }

    ReadyLine hashed(String hash) {
        return new ReadyLine(line, mode, hash, generated, hint);
    }

    ReadyLine refused(Failure why) {
        return new ReadyLine(line.refused(why), mode, null, null, hint);
    }

    ReadyLine withPassword(String password) {
        return new ReadyLine(line, mode, null, password, hint);
    }

    ReadyLine with(LineHints.Hint why) {
        return new ReadyLine(line, mode, passwordHash, generated, why);
    }

    Outcome done(Outcome.Kind kind, String etag, boolean rehearsed) {
        return Outcome.done(line, kind, etag, rehearsed).with(generated)
                .warning(kind == Outcome.Kind.UNCHANGED ? null : hint.warning());
    }

    /** A name that was not found is named, with the nearest that there is. */
    Outcome failed(Failure why) {
        boolean missesNames = why.code() == ErrorCode.NOT_FOUND && !(why instanceof UserNotFound);
        return Outcome.failed(line, missesNames ? Failure.notFound(why.getMessage(), hint.unknown()) : why);
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
