package org.callroster.policy;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

import org.callroster.error.Failure;
import org.callroster.error.Violation;
import org.junit.jupiter.api.Test;

import io.smallrye.config.SmallRyeConfigBuilder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PolicyFloorTest {

    private final PolicyFloor floor = floor(Map.of("lockout-enabled", "true", "max-login-attempts", "5",
            "lockout-duration-minutes", "60", "min-password-length", "15", "max-password-age-days", "365"));

    @Test
    void withoutAFloorTenantsHaveTheDefaults() {
        assertEquals(
                new SecurityPolicy(true, 6, Duration.ofMinutes(30), Duration.ofMinutes(30), true, Duration.ZERO, 12, 0,
                        Duration.ZERO, Duration.ZERO, Duration.ofMinutes(15), Duration.ofDays(400)),
                floor(Map.of()).ofNewTenant());
    }

    @Test
    void whoSetNothingHasAtLeastTheFloor() {
        SecurityPolicy policy = floor.ofNewTenant();
        assertEquals(5, policy.lockoutThreshold());
        assertEquals(Duration.ofMinutes(60), policy.lockoutDuration());
        assertEquals(15, policy.passwordMinLength());
        assertEquals(Duration.ofDays(365), policy.passwordMaxAge());
    }

    @Test
    void whatWasSetBeforeTheFloorRoseIsRaisedToIt() {
        SecurityPolicy policy = floor.under(settings(false, 50, 5, 8, 0));
        assertTrue(policy.lockoutEnabled());
        assertEquals(5, policy.lockoutThreshold());
        assertEquals(Duration.ofMinutes(60), policy.lockoutDuration());
        assertEquals(15, policy.passwordMinLength());
        assertEquals(Duration.ofDays(365), policy.passwordMaxAge());
    }

    @Test
    void whatIsStricterThanTheFloorStays() {
        PolicySettings strict = settings(true, 3, 0, 20, 90);
        floor.requireAllowed(strict);
        SecurityPolicy policy = floor.under(strict);
        assertEquals(3, policy.lockoutThreshold());
        assertEquals(Duration.ZERO, policy.lockoutDuration(), "until cleared by hand is longer than any time");
        assertEquals(20, policy.passwordMinLength());
        assertEquals(Duration.ofDays(90), policy.passwordMaxAge());
    }

    @Test
    void whatIsLooserThanTheFloorIsNamed() {
        Failure failure = assertThrows(Failure.class, () -> floor.requireAllowed(settings(false, 6, 59, 14, 0)));
        assertEquals(Map.of(
                "lockoutEnabled", "is looser than this installation allows: only true",
                "maxLoginAttempts", "is looser than this installation allows: at most 5",
                "lockoutDurationMinutes", "is looser than this installation allows: at least 60, or 0",
                "minPasswordLength", "is looser than this installation allows: at least 15",
                "maxPasswordAgeDays", "is looser than this installation allows: from 1 to 365"),
                failure.violations().stream().collect(Collectors.toMap(Violation::field, Violation::message)));
    }

    @Test
    void impossibleFloorIsNamed() {
        assertEquals("minPasswordLength must be from 8 to 64",
                assertThrows(Failure.class, floor(Map.of("min-password-length", "65"))::check).getMessage());
        floor.check();
    }

    private static PolicySettings settings(boolean lockout, int attempts, int lockMinutes, int length, int days) {
        return new PolicySettings(lockout, attempts, null, lockMinutes, null, null, length, null, days, null, null, null);
    }

    private static PolicyFloor floor(Map<String, String> settings) {
        Map<String, String> named = settings.entrySet().stream()
                .collect(Collectors.toMap(entry -> "callroster.policy-floor." + entry.getKey(), Map.Entry::getValue));
        return new PolicyFloor(new SmallRyeConfigBuilder().withMapping(PolicyFloorConfig.class).withDefaultValues(named)
                .build().getConfigMapping(PolicyFloorConfig.class));
    }
}
