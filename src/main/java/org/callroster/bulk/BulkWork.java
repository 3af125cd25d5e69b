package org.callroster.bulk;

import org.callroster.attribute.UserPatch;
import org.callroster.caller.Caller;
import org.callroster.caller.Privilege;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.job.BulkMode;

/**
 * What a bulk does with its lines.
 *
 * @param isRehearsal everything is judged, nothing is written
 * @param generatesPasswords each user who is created without a password gets one
 * @param patch the change, if it is the same for all users; null if the lines say it
 */
record BulkWork(BulkMode mode, boolean isRehearsal, boolean refusesPasswords, boolean generatesPasswords,
        UserPatch patch) {

    static BulkWork of(BulkOptions options) {
        return new BulkWork(options.wantedMode(), options.isRehearsal(), options.refusesPasswords(),
                options.generatesPasswords(), null);
    }

    static BulkWork of(UserPatch patch, boolean isRehearsal) {
        return new BulkWork(BulkMode.CHANGE, isRehearsal, false, false, patch);
    }

    /** 403 if the caller lacks a privilege. */
    void requireAllowed(Caller caller) {
        boolean allowed =
                patch == null ? caller.has(Privilege.MANAGE_USERS) : patch.privileges().stream().allMatch(caller::has);
        if (!allowed) {
            throw new Failure(ErrorCode.INSUFFICIENT_SCOPE, "the caller lacks the privilege for this call");
        }
    }
}
