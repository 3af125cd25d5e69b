package org.callroster.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.callroster.caller.Privilege;
import org.callroster.policy.SecurityPolicy;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class AccountFactsTest {

    private static final Instant NOW = Instant.parse("2027-03-01T09:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(31));
    private static final Instant RECENTLY = NOW.minus(Duration.ofDays(29));
    private static final Set<Privilege> AGENT = Set.of(Privilege.USE_AGENT_DESKTOP);
    private static final SecurityPolicy POLICY = limits(Duration.ofDays(30), Duration.ofDays(30));

    @Test
    void nothingIsInTheWayOfAnOrdinaryUser() {
        assertEquals(Optional.empty(), facts(true, false, RECENTLY, true, RECENTLY, false, AGENT).refusal(false, POLICY, NOW));
    }

    /** From all that is wrong to the last thing, each reason hides those after it. */
    @Test
    void theFirstReasonIsTold() {
        assertReason(Refusal.TENANT_DISABLED, facts(false, true, LONG_AGO, false, LONG_AGO, true, Set.of()), true);
        assertReason(Refusal.DISABLED, facts(true, true, LONG_AGO, false, LONG_AGO, true, Set.of()), true);
        assertReason(Refusal.INACTIVE, facts(true, false, LONG_AGO, false, LONG_AGO, true, Set.of()), true);
        assertReason(Refusal.LOCKED, facts(true, false, RECENTLY, false, LONG_AGO, true, Set.of()), true);
        assertReason(Refusal.NO_PASSWORD, facts(true, false, RECENTLY, false, LONG_AGO, true, Set.of()), false);
        assertReason(Refusal.PASSWORD_EXPIRED, facts(true, false, RECENTLY, true, LONG_AGO, true, Set.of()), false);
        assertReason(Refusal.PASSWORD_CHANGE_REQUIRED, facts(true, false, RECENTLY, true, RECENTLY, true, Set.of()), false);
        assertReason(Refusal.NO_APPLICATION, facts(true, false, RECENTLY, true, RECENTLY, false, Set.of()), false);
    }

    @Test
    void whatThePolicyDoesNotLimitNeverEnds() {
        SecurityPolicy without = limits(Duration.ZERO, Duration.ZERO);
        assertEquals(Optional.empty(), facts(true, false, LONG_AGO, true, LONG_AGO, false, AGENT).refusal(false, without, NOW));
    }

    @Test
    void aLimitIsReachedAfterIt() {
        Instant exactly = NOW.minus(Duration.ofDays(30));
        assertEquals(Optional.empty(), facts(true, false, exactly, true, exactly, false, AGENT).refusal(false, POLICY, NOW));
        assertReason(Refusal.INACTIVE, facts(true, false, exactly.minusMillis(1), true, exactly, false, AGENT), false);
        assertReason(Refusal.PASSWORD_EXPIRED, facts(true, false, exactly, true, exactly.minusMillis(1), false, AGENT), false);
    }

    @Test
    void sinceWhenIsToldWhereItIsKnown() {
        AccessView.Lock lock = new AccessView.Lock(RECENTLY, null, 6, "192.0.2.24");
        assertEquals(new AccessView(false, Refusal.LOCKED, "2027-01-31T09:00:00.000Z", null, 6, "192.0.2.24", true),
                AccessView.of(facts(true, false, RECENTLY, true, RECENTLY, false, AGENT), lock, true, POLICY, NOW));
        assertEquals(new AccessView(false, Refusal.INACTIVE, "2027-02-28T09:00:00.000Z", null, null, null, false),
                AccessView.of(facts(true, false, LONG_AGO, true, RECENTLY, false, AGENT), lock, false, POLICY, NOW));
        assertEquals(new AccessView(true, null, null, null, null, null, false),
                AccessView.of(facts(true, false, RECENTLY, true, RECENTLY, false, AGENT), null, false, POLICY, NOW));
    }

    private static void assertReason(Refusal reason, AccountFacts facts, boolean locked) {
        assertEquals(Optional.of(reason), facts.refusal(locked, POLICY, NOW));
    }

    private static AccountFacts facts(boolean tenantEnabled, boolean disabled, Instant lastUsed, boolean hasPassword,
            Instant passwordSet, boolean changePassword, Set<Privilege> privileges) {
        return new AccountFacts(tenantEnabled, disabled, lastUsed, hasPassword, passwordSet, changePassword, privileges);
    }

    private static SecurityPolicy limits(Duration passwordMaxAge, Duration disableInactiveAfter) {
        SecurityPolicy d = SecurityPolicy.DEFAULT;
        return new SecurityPolicy(d.lockoutEnabled(), d.lockoutThreshold(), d.attemptReset(), d.lockoutDuration(),
                d.lockBySecrets(), d.attemptInterval(), d.passwordMinLength(), d.passwordHistory(), passwordMaxAge,
                disableInactiveAfter, d.sessionInactivity(), d.auditRetention());
    }
}
