package org.callroster.policy;

import java.time.Duration;

/**
 * What a tenant's logins must keep, as it is in force: its own settings, the defaults, and never less than the floor of this
 * installation.
 *
 * @param lockoutEnabled whether too many failures lock an account at all
 * @param lockoutThreshold the failure that locks, counted from 1
 * @param attemptReset a failure older than this is forgotten
 * @param lockoutDuration how long a lock holds; zero: until it is cleared by hand
 * @param lockBySecrets whether wrong API secrets lock, too
 * @param attemptInterval how long to wait after a login attempt before the next one; zero: not at all
 * @param passwordMinLength in characters (code points) after normalisation
 * @param passwordHistory a new password must differ from this many before it, the one in force among them; 0: from none
 * @param passwordMaxAge an older password must be changed; zero: never
 * @param disableInactiveAfter an account not used for so long is disabled; zero: never
 * @param sessionInactivity a session ends after so long without a call
 */
public record SecurityPolicy(
        boolean lockoutEnabled,
        int lockoutThreshold,
        Duration attemptReset,
        Duration lockoutDuration,
        boolean lockBySecrets,
        Duration attemptInterval,
        int passwordMinLength,
        int passwordHistory,
        Duration passwordMaxAge,
        Duration disableInactiveAfter,
        Duration sessionInactivity) {

    /** Of a tenant that has set nothing, where the installation has no floor. */
    public static final SecurityPolicy DEFAULT = PolicySettings.NONE.over(PolicySettings.NONE);
}
