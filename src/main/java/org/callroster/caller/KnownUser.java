package org.callroster.caller;

import java.util.Set;
import java.util.UUID;

import org.callroster.tenant.Caller;
import org.callroster.token.AccessToken;

/** A user as he was at most a second ago: what decides whether his tokens are good, and what he may do. */
record KnownUser(Caller caller, boolean enabled, int credentialVersion, Set<UUID> secrets) {

    /** False for a token of a disabled user, of before he was disabled, or got with a secret that is gone. */
    boolean honours(AccessToken token) {
        return enabled && credentialVersion == token.credentialVersion() && secrets.contains(token.secretId());
    }
}
