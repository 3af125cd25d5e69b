package org.callroster.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.callroster.connection.FilterOrder;
import org.callroster.error.TooManyRequests;
import org.callroster.values.Sha256;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import com.github.benmanes.caffeine.cache.Ticker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Limits how much one address may ask of this instance. A check makes no network call; instances do not share counts. */
@ApplicationScoped
public class RateLimits {

    private static final Logger LOG = Logger.getLogger(RateLimits.class);

    /** An IPv6 site is assigned at least 64 bits of addresses (RFC 6177 §2). */
    private static final int BYTES_OF_AN_IPV6_NETWORK = 8;
    private static final int BYTES_OF_AN_IPV6_ADDRESS = 16;
    private static final int NOTED_A_MINUTE = 1;

    private final LimitConfig.RateLimit config;
    private final Buckets<InetAddress> calls;
    private final Buckets<InetAddress> failures;
    private final Buckets<Guesser> failuresPerLogin;
    private final Buckets<InetAddress> refusals;
    private final Buckets<TokenGuesser> wrongTokens;
    private final Buckets<UUID> tokenCalls;
    private final Counter limitedCalls;
    private final Counter limitedGuesses;

    private record Guesser(InetAddress network, ByteBuffer login) {
    }

    private record TokenGuesser(InetAddress network, UUID tenant) {
    }

    @Inject
    RateLimits(LimitConfig config, MeterRegistry meters) {
        this(config.rateLimit(), Ticker.systemTicker(), meters);
    }

    RateLimits(LimitConfig.RateLimit config, Ticker clock, MeterRegistry meters) {
        this.config = config;
        this.calls = new Buckets<>(config.callsPerAddress(), clock);
        this.failures = new Buckets<>(config.failuresPerAddress(), clock);
        this.failuresPerLogin = new Buckets<>(config.failuresPerLogin(), clock);
        this.refusals = new Buckets<>(NOTED_A_MINUTE, clock);
        this.wrongTokens = new Buckets<>(config.failuresPerAddress(), clock);
        this.tokenCalls = new Buckets<>(config.scimPerToken(), clock);
        this.limitedCalls = limited(meters, "calls");
        this.limitedGuesses = limited(meters, "failures");
    }

    private static Counter limited(MeterRegistry meters, String limit) {
        return Counter.builder("callroster.rate.limited").description("Calls that were answered with 429").tag("limit", limit)
                .register(meters);
    }

    /** Fails with {@link IllegalArgumentException} unless all numbers are 1 or more, and all trusted proxies are addresses. */
    public static void check(LimitConfig config) {
        require("FAILURES_PER_LOGIN", config.rateLimit().failuresPerLogin());
        require("FAILURES_PER_ADDRESS", config.rateLimit().failuresPerAddress());
        require("CALLS_PER_ADDRESS", config.rateLimit().callsPerAddress());
        require("SCIM_PER_TOKEN", config.rateLimit().scimPerToken());
        new TrustedProxies(config);
    }

    /** Fails with 429, before anything else is checked. */
    @ServerRequestFilter(priority = FilterOrder.RATE_LIMITS)
    @LimitedCalls
    public void countCall(RoutingContext request) {
        countCall(ClientAddress.of(request));
    }

    void countCall(InetAddress from) {
        require(config.enabled() ? calls.take(network(from)) : Duration.ZERO, limitedCalls);
    }

    /** Counts a call with a SCIM token. Fails with 429 if there were too many. */
    public void countTokenCall(UUID token) {
        require(config.enabled() ? tokenCalls.take(token) : Duration.ZERO, limitedCalls);
    }

    /**
     * Counts a wrong SCIM token. Fails with 429 if there were too many from this address for this tenant: identity providers
     * share addresses.
     */
    public void countWrongToken(InetAddress from, UUID tenant) {
        require(config.enabled() ? wrongTokens.take(new TokenGuesser(network(from), tenant)) : Duration.ZERO, limitedGuesses);
    }

    private static void require(Duration wait, Counter limited) {
        if (!wait.isZero()) {
            limited.increment();
            throw new TooManyRequests(wait);
        }
    }

    /**
     * One attempt to authenticate. It takes a token from both limits before it begins, and gives them back unless it is wrong.
     * Fails with 429, without making the attempt, if too many were wrong. If running attempts hold the rest of a limit, it
     * waits for them.
     *
     * @param login in the form in which logins are compared, but any text that was sent: known and unknown logins are treated
     *            alike. One with a plus and one with a space share a limit: a Basic header may mean either
     * @param wrong the failure that counts
     * @param refusal records a 429, at most once a minute per address; if recording fails, the 429 is answered without it
     */
    public <T> Uni<T> guess(InetAddress from, String login, Class<? extends Throwable> wrong,
            Supplier<Uni<? extends T>> attempt,
            Supplier<Uni<? extends Void>> refusal) {
        if (!config.enabled()) {
            return Uni.createFrom().deferred(attempt);
        }
        InetAddress network = network(from);
        return withinLimits(new Guesser(network, hash(login.replace('+', ' '))), wrong, attempt)
                .onFailure(TooManyRequests.class).call(() -> recorded(network, refusal));
    }

    /** An address that has used up its limit is refused first, so that it cannot fill the memory with logins. */
    private <T> Uni<T> withinLimits(Guesser guesser, Class<? extends Throwable> wrong, Supplier<Uni<? extends T>> attempt) {
        Allowance address = failures.of(guesser.network());
        Duration wait = address.usedUpFor();
        return wait.isZero() ? failuresPerLogin.of(guesser).spend(wrong, () -> address.spend(wrong, attempt))
                : Uni.createFrom().failure(new TooManyRequests(wait));
    }

    private Uni<Void> recorded(InetAddress network, Supplier<Uni<? extends Void>> refusal) {
        limitedGuesses.increment();
        return refusals.take(network).isZero()
                ? Uni.createFrom().deferred(refusal).onFailure().recoverWithUni(RateLimits::notRecorded)
                : Uni.createFrom().voidItem();
    }

    private static Uni<Void> notRecorded(Throwable failure) {
        LOG.warnf("cannot record a refusal in the audit: %s", failure.getMessage());
        return Uni.createFrom().voidItem();
    }

    private static InetAddress network(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] network = Arrays.copyOf(address.getAddress(), BYTES_OF_AN_IPV6_NETWORK);
        try {
            return InetAddress.getByAddress(Arrays.copyOf(network, BYTES_OF_AN_IPV6_ADDRESS));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("sixteen bytes are an address", e);
        }
    }

    /** A caller may send a login of a megabyte. */
    private static ByteBuffer hash(String login) {
        return ByteBuffer.wrap(Sha256.of(login));
    }

    private static void require(String setting, int perMinute) {
        if (perMinute < 1) {
            throw new IllegalArgumentException("CALLROSTER_RATE_LIMIT_" + setting + " must be 1 or more; to have no limits, set"
                    + " CALLROSTER_RATE_LIMIT_ENABLED=false");
        }
    }
}
