package org.callroster.policy;

import java.util.Optional;
import java.util.OptionalInt;

import io.smallrye.config.ConfigMapping;

/** The loosest security policy that any tenant of this installation may have. Tenants choose freely where a value is absent. */
@ConfigMapping(prefix = "callroster.policy-floor")
public interface PolicyFloorConfig {

    /** True: no tenant can switch lockouts off. */
    Optional<Boolean> lockoutEnabled();

    /** At most this many login attempts. */
    OptionalInt maxLoginAttempts();

    /** Failures are remembered at least this long. */
    OptionalInt resetAttemptCountAfterMinutes();

    /** Locks hold at least this long; 0: until cleared by hand. */
    OptionalInt lockoutDurationMinutes();

    /** True: wrong API secrets lock accounts in every tenant. */
    Optional<Boolean> lockBySecrets();

    /** At least this long between login attempts. */
    OptionalInt minAttemptIntervalSeconds();

    /** Passwords are at least this long. */
    OptionalInt minPasswordLength();

    /** At least this many passwords can't be used again. */
    OptionalInt passwordHistory();

    /** Passwords are at most this old. */
    OptionalInt maxPasswordAgeDays();

    /** Accounts stay unused at most this long. */
    OptionalInt disableInactiveAfterDays();

    /** Sessions stay idle at most this long. */
    OptionalInt sessionInactivityMinutes();

    /** The audit is kept at least this long; 0: for ever. */
    OptionalInt auditRetentionDays();
}
