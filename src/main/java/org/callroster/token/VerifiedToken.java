package org.callroster.token;

/** The content of a token whose signature and claims were verified. */
public interface VerifiedToken {

    /** As the token spells it. */
    String loginId();

    /** For the audit: what the caller got the token with. */
    String credential();
}
