package org.callroster.bearer;

import java.time.Instant;
import java.util.UUID;

import org.callroster.caller.Caller;
import org.callroster.token.VerifiedToken;

/**
 * A live SCIM token.
 *
 * @param ignoresPasswords whether passwords that come with it are dropped
 * @param isUseDue whether its use is to be noted
 * @param caller the user as whom it acts
 */
record ScimLogin(UUID id, String name, Instant expiresAt, boolean ignoresPasswords, boolean isUseDue, Caller caller)
        implements VerifiedToken {

    @Override
    public String loginId() {
        return caller.loginId();
    }

    @Override
    public String credential() {
        return id.toString();
    }
}
