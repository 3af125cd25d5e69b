package org.callroster.key;

import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class KeyRotationTest {

    private static final Instant NOW = Instant.parse("2027-03-01T00:00:00Z");
    private static final PrivateKey PRIVATE = SigningKey.generate(NOW).privateKey();

    private final KeyRotation rotation = new KeyRotation(Duration.ofDays(30));

    @Test
    void withoutAKeyOneIsDueAtOnce() {
        assertEquals(Optional.of(NOW), rotation.nextFrom(List.of(), NOW));
        assertEquals(Optional.empty(), rotation.signing(List.of(), NOW));
    }

    @Test
    void nextKeyIsMadeADayBeforeItSigns() {
        List<SigningKey> keys = List.of(key("a", daysAgo(28)));
        assertEquals(Optional.empty(), rotation.nextFrom(keys, NOW.plus(Duration.ofDays(1)).minusSeconds(1)));
        Instant made = NOW.plus(Duration.ofDays(1));
        assertEquals(Optional.of(NOW.plus(Duration.ofDays(2))), rotation.nextFrom(keys, made));
    }

    @Test
    void afterALongSleepTheNextKeyIsStillPublishedFirst() {
        assertEquals(Optional.of(NOW.plus(Duration.ofDays(1))), rotation.nextFrom(List.of(key("a", daysAgo(400))), NOW));
    }

    @Test
    void onlyOneNextKeyIsMade() {
        List<SigningKey> keys = List.of(key("a", daysAgo(30)), key("b", NOW.plusSeconds(60)));
        assertEquals(Optional.empty(), rotation.nextFrom(keys, NOW));
    }

    @Test
    void theNewestWhoseTimeHasComeSigns() {
        SigningKey older = key("older", daysAgo(31));
        SigningKey newer = key("newer", daysAgo(1));
        SigningKey next = key("next", NOW.plusSeconds(1));
        assertEquals(Optional.of(newer), rotation.signing(List.of(next, older, newer), NOW));
        assertEquals(Optional.of(next), rotation.signing(List.of(next, older, newer), NOW.plusSeconds(1)));
    }

    @Test
    void ifAllAreOfTheFutureTheFirstSigns() {
        SigningKey first = key("first", NOW.plusSeconds(1));
        assertEquals(Optional.of(first), rotation.signing(List.of(key("second", NOW.plusSeconds(2)), first), NOW));
    }

    @Test
    void aKeyStaysUntilItsLastTokenHasDied() {
        SigningKey old = key("old", daysAgo(60));
        List<SigningKey> keys = List.of(old, key("new", NOW.minus(KeyRing.MAX_TOKEN_LIFE)));
        assertEquals(List.of(), rotation.expired(keys, NOW));
        Instant last = NOW.plus(Duration.ofHours(2));
        assertEquals(List.of(), rotation.expired(keys, last.minusSeconds(1)));
        assertEquals(List.of(old), rotation.expired(keys, last));
    }

    @Test
    void theLastKeyNeverDies() {
        assertEquals(List.of(), rotation.expired(List.of(key("only", daysAgo(1000))), NOW));
    }

    @Test
    void aKeyThatCanNotBeOpenedNeitherSignsNorCountsNorIsRemoved() {
        List<SigningKey> foreign = List.of(new SigningKey("foreign", null, null, daysAgo(90)));
        assertTrue(rotation.signing(foreign, NOW).isEmpty());
        assertEquals(Optional.of(NOW), rotation.nextFrom(foreign, NOW));
        List<SigningKey> both = List.of(foreign.get(0), key("ours", daysAgo(2)));
        assertEquals(List.of(), rotation.expired(both, NOW));
    }

    private static Instant daysAgo(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    private static SigningKey key(String kid, Instant signsFrom) {
        return new SigningKey(kid, null, PRIVATE, signsFrom);
    }
}
