package org.callroster.policy;

import java.util.Optional;
import java.util.OptionalInt;

import io.smallrye.config.ConfigMapping;

/** The loosest security policy that any tenant of this installation may have; what is absent is the tenant's to choose. */
@ConfigMapping(prefix = "callroster.policy-floor")
public interface PolicyFloorConfig {

    /** True: no tenant can switch lockouts off. */
    Optional<Boolean> lockoutEnabled();

    /** At most so many login attempts. */
    OptionalInt maxLoginAttempts();

    /** Failures are remembered at least so long. */
    OptionalInt resetAttemptCountAfterMinutes();

    /** Locks hold at least so long; 0: until cleared by hand. */
    OptionalInt lockoutDurationMinutes();

    /** True: wrong API secrets lock in every tenant. */
    Optional<Boolean> lockBySecrets();

    /** At least so long between login attempts. */
    OptionalInt minAttemptIntervalSeconds();

    /** Passwords are at least so long. */
    OptionalInt minPasswordLength();

    /** At least so many passwords can't be used again. */
    OptionalInt passwordHistory();

    /** Passwords get at most so old. */
    OptionalInt maxPasswordAgeDays();

    /** Accounts stay unused at most so long. */
    OptionalInt disableInactiveAfterDays();

    /** Sessions stay idle at most so long. */
    OptionalInt sessionInactivityMinutes();
}
