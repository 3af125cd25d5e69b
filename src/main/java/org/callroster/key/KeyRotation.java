package org.callroster.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * When keys change. The next key is published a thirtieth of the period before it signs, so that whoever keeps a copy of the
 * key set has it by then; the one before stays until the last token it signed has died.
 *
 * @param period how long a key signs
 */
record KeyRotation(Duration period) {

    private static final int LEADS_IN_A_PERIOD = 30;
    /** Over a token's life: for nodes that have looked at the keys a while ago, and for a clock that is an hour ahead. */
    private static final Duration MARGIN = Duration.ofHours(2);

    private static final Comparator<SigningKey> BY_START = Comparator.comparing(SigningKey::signsFrom);

    /** The newest key whose time has come. If there is none, the first whose time will come. */
    Optional<SigningKey> signing(List<SigningKey> keys, Instant now) {
        List<SigningKey> ours = thatSign(keys);
        return ours.stream().filter(key -> !key.signsFrom().isAfter(now)).reduce((older, newer) -> newer)
                .or(() -> ours.stream().findFirst());
    }

    /** From when on the next key shall sign, if it is time to make it; now, if there is none. */
    Optional<Instant> nextFrom(List<SigningKey> keys, Instant now) {
        Optional<Instant> turn = thatSign(keys).stream().reduce((older, newer) -> newer)
                .map(newest -> newest.signsFrom().plus(period));
        if (turn.isEmpty()) {
            return Optional.of(now);
        }
        Instant published = now.plus(lead());
        return turn.filter(at -> !at.isAfter(published)).map(at -> published);
    }

    /** The keys no living token is signed with. Those that another master key sealed are not ours to judge. */
    List<SigningKey> dead(List<SigningKey> keys, Instant now) {
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
