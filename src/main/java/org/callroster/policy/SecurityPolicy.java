package org.callroster.policy;

import java.time.Duration;

/**
 * The security policy in force for a tenant's logins: its own settings, the defaults, and never less than the floor of this
 * installation.
 *
 * @param lockoutEnabled whether too many failures lock an account at all
 * @param lockoutThreshold the failure that locks, counted from 1
 * @param attemptReset a failure older than this is forgotten
 * @param lockoutDuration how long a lock holds; zero: until it is cleared by hand
 * @param lockBySecrets whether wrong API secrets lock too
 * @param attemptInterval how long to wait after a login attempt before the next one; zero: not at all
 * @param passwordMinLength in characters (code points) after normalisation
 * @param passwordHistory a new password must differ from this many previous ones, including the current one; 0: from none
 * @param passwordMaxAge an older password must be changed; zero: never
 * @param disableInactiveAfter an account unused for this long is disabled; zero: never
 * @param sessionInactivity a session ends after this long without a call
 * @param auditRetention older rows of the audit are deleted; zero: never
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
        Duration sessionInactivity,
        Duration auditRetention) {

    /** For a tenant without settings, in an installation without a floor. */
    public static final SecurityPolicy DEFAULT = PolicySettings.NONE.over(PolicySettings.NONE);
}
