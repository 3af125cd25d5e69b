package org.callroster.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * When keys change. The next key is published a thirtieth of the period before it signs, so that clients that keep a copy of
 * the key set have it by then. The previous key stays until its last token has expired.
 *
 * @param period how long a key signs
 */
record KeyRotation(Duration period) {

    private static final int LEADS_IN_A_PERIOD = 30;
    /** Added to a token's life: for nodes that looked at the keys a while ago, and for a clock that is an hour ahead. */
    private static final Duration MARGIN = Duration.ofHours(2);

    private static final Comparator<SigningKey> BY_START = Comparator.comparing(SigningKey::signsFrom);

    /** The newest key whose start has come. If there is none, the first key to start. */
    Optional<SigningKey> signing(List<SigningKey> keys, Instant now) {
        List<SigningKey> ours = thatSign(keys);
        return ours.stream().filter(key -> !key.signsFrom().isAfter(now)).reduce((older, newer) -> newer)
                .or(() -> ours.stream().findFirst());
    }

    /** When the next key is to start signing, if it is time to make it; now, if there is no key. */
    Optional<Instant> nextFrom(List<SigningKey> keys, Instant now) {
        Optional<Instant> turn = thatSign(keys).stream().reduce((older, newer) -> newer)
                .map(newest -> newest.signsFrom().plus(period));
        if (turn.isEmpty()) {
            return Optional.of(now);
        }
        Instant published = now.plus(lead());
        return turn.filter(at -> !at.isAfter(published)).map(at -> published);
    }

    /** The keys whose tokens have all expired. Leaves out keys that another master key sealed. */
    List<SigningKey> expired(List<SigningKey> keys, Instant now) {
        List<SigningKey> ours = thatSign(keys);
        Instant born = now.minus(KeyRing.MAX_TOKEN_LIFE).minus(MARGIN);
        return IntStream.range(0, ours.size() - 1).filter(i -> !ours.get(i + 1).signsFrom().isAfter(born))
                .mapToObj(ours::get).toList();
    }

    private Duration lead() {
        return period.dividedBy(LEADS_IN_A_PERIOD);
    }

    private static List<SigningKey> thatSign(List<SigningKey> keys) {
        return keys.stream().filter(SigningKey::canSign).sorted(BY_START).toList();
    }
}
