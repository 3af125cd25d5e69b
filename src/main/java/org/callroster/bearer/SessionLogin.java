package org.callroster.bearer;

import java.time.Duration;

import org.callroster.caller.Caller;
import org.callroster.session.SessionId;
import org.callroster.token.VerifiedToken;

/**
 * A live session of the console.
 *
 * @param remaining until it ends, unless it is used
 * @param provedAgo since the password was given, at the login or again
 */
public record SessionLogin(SessionId id, Duration extendedAgo, Duration remaining, Duration provedAgo, Caller caller)
        implements VerifiedToken {

    @Override
    public String loginId() {
        return caller.loginId();
    }

    @Override
    public String credential() {
        return id.fingerprint();
    }
}
