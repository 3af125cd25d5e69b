package org.callroster.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.callroster.error.TooManyRequests;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import com.github.benmanes.caffeine.cache.Ticker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** How much one address may ask of this instance. A check takes no lock and no trip; instances don't know of each other. */
@ApplicationScoped
public class RateLimits {

    /** Who is assigned IPv6 gets 64 bits of addresses at least (RFC 6177 §2). */
    private static final int BYTES_OF_AN_IPV6_NETWORK = 8;
    private static final int BYTES_OF_AN_IPV6_ADDRESS = 16;

    private final LimitConfig.RateLimit config;
    private final Buckets<InetAddress> calls;
    private final Buckets<InetAddress> failures;
    private final Buckets<Guesser> failuresPerLogin;
    private final Counter limitedCalls;
    private final Counter limitedGuesses;

    private record Guesser(InetAddress network, ByteBuffer login) {
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
        new TrustedProxies(config);
    }

    /** Fails with 429, before anything is looked at. */
    @ServerRequestFilter
    @LimitedCalls
    public void countCall(RoutingContext request) {
        countCall(ClientAddress.of(request));
    }

    void countCall(InetAddress from) {
        Duration wait = config.enabled() ? calls.take(network(from)) : Duration.ZERO;
        if (!wait.isZero()) {
            throw tooMany(wait, limitedCalls);
        }
    }

    /**
     * One attempt to prove who one is. Fails with 429 where too many went wrong, without making it; also where it was made and
     * went wrong but others, made at the same time, used up the limit: no more of them than that are told.
     *
     * @param login as it is compared, but whatever was sent: known and unknown ones are treated alike
     * @param wrong the failure that counts
     */
    public <T> Uni<T> guess(InetAddress from, String login, Class<? extends Throwable> wrong, Supplier<Uni<T>> attempt) {
        if (!config.enabled()) {
            return attempt.get();
        }
        Guesser guesser = new Guesser(network(from), hash(login));
        Duration wait = longer(failures.look(guesser.network()), failuresPerLogin.look(guesser));
        return wait.isZero() ? attempt.get().onFailure(wrong).transform(failure -> counted(guesser, failure))
                : Uni.createFrom().failure(tooMany(wait, limitedGuesses));
    }

    private Throwable counted(Guesser guesser, Throwable failure) {
        Duration wait = longer(failures.take(guesser.network()), failuresPerLogin.take(guesser));
        return wait.isZero() ? failure : tooMany(wait, limitedGuesses);
    }

    private static TooManyRequests tooMany(Duration wait, Counter limited) {
        limited.increment();
        return new TooManyRequests(wait);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
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

    /** Somebody may send a megabyte. */
    private static ByteBuffer hash(String login) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(login.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void require(String setting, int perMinute) {
        if (perMinute < 1) {
            throw new IllegalArgumentException("CALLROSTER_RATE_LIMIT_" + setting + " must be 1 or more; to have no limits, set"
                    + " CALLROSTER_RATE_LIMIT_ENABLED=false");
        }
    }
}
