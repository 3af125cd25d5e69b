package org.callroster.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.http.EventLoops;
import org.jboss.logging.Logger;

import io.smallrye.mutiny.Uni;

/**
 * The keys of one issuer. They are fetched on demand, one fetch at a time, which concurrent callers share. A pause between
 * fetches protects the provider from many calls while it is down, and from tokens with made-up key ids.
 *
 * <p>Tenants of quarkus-oidc 3.33 do not do this. They renew keys only for an unknown key id, so that a withdrawn key stays
 * valid, and refuse the tokens with that id that arrive meanwhile. As long as a provider does not answer, each call asks it
 * again and waits: 75 calls at once took 14 seconds instead of three.
 */
final class IssuerKeys {

    /** After this time, keys are renewed while the old ones still serve; a withdrawn key stops working a little later. */
    static final Duration FRESH = Duration.ofMinutes(5);
    /** How long keys serve while the provider is unreachable; no longer, because it may have withdrawn one. */
    static final Duration GOOD = Duration.ofHours(1);
    static final Duration PAUSE = Duration.ofSeconds(5);
    static final Duration PAUSE_AFTER_A_FAILURE = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);
    private static final Instant NOT_YET = Instant.MAX;

    private record Loaded(KeySet keys, Instant at) {
    }

    private final String issuer;
    private final Uni<KeySet> provider;
    private final InstantSource clock;

    private volatile Loaded loaded;
    private volatile boolean away;
    private Uni<KeySet> look;
    private volatile Instant nextLookAt = Instant.EPOCH;

    /** @param provider fetches from the provider, once per subscriber */
    IssuerKeys(String issuer, Uni<KeySet> provider, InstantSource clock) {
        this.issuer = issuer;
        this.provider = provider;
        this.clock = clock;
    }

    /** The keys that may be used; empty if they have to be renewed first. */
    Optional<KeySet> current() {
        Loaded known = loaded;
        if (known == null || isOlder(known, GOOD)) {
            return Optional.empty();
        }
        if (isOlder(known, FRESH)) {
            look().subscribe().with(renewed -> {
            }, stillAway -> {
            });
        }
        return Optional.of(known.keys());
    }

    /**
     * For a token whose key is not among the current ones, or if there are none. May share the fetch of another call on another
     * event loop. Fails with 503 if the provider can't be reached.
     */
    Uni<KeySet> renewed() {
        return look().emitOn(EventLoops.current());
    }

    private synchronized Uni<KeySet> look() {
        if (!clock.instant().isBefore(nextLookAt)) {
            nextLookAt = NOT_YET;
            look = provider.invoke(this::keep).onFailure().transform(this::unavailable).memoize().indefinitely();
        }
        return look;
    }

    private void keep(KeySet keys) {
        if (away) {
            LOG.infof("the identity provider %s is back", issuer);
        }
        away = false;
        loaded = new Loaded(keys, clock.instant());
        nextLookAt = clock.instant().plus(PAUSE);
    }

    private Failure unavailable(Throwable reason) {
        if (!away) {
            LOG.warnf("cannot fetch the keys of the identity provider %s: %s", issuer, reason.getMessage());
        }
        away = true;
        nextLookAt = clock.instant().plus(PAUSE_AFTER_A_FAILURE);
        return new Failure(ErrorCode.UNAVAILABLE, "the identity provider of this token can't be reached, try again");
    }

    private boolean isOlder(Loaded known, Duration age) {
        return known.at().plus(age).isBefore(clock.instant());
    }
}
