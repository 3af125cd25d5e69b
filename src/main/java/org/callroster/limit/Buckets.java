package org.callroster.limit;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * One allowance for each key, of {@code perMinute} tokens, refilled at that rate. An allowance unused for a minute is full, so
 * it is forgotten. Beyond {@link #MAX_BUCKETS} the least used are forgotten too, so that unknown callers cannot fill the
 * memory.
 *
 * @param <K> the key of an allowance
 */
@RegisterForReflection(classNames = "com.github.benmanes.caffeine.cache.PSAMS") // the entries of this kind of cache
final class Buckets<K> {

    static final int MAX_BUCKETS = 20_000;

    private static final Duration REFILL = Duration.ofMinutes(1);

    private final int perMinute;
    private final TimeMeter clock;
    private final Cache<K, Allowance> allowances;

    Buckets(int perMinute, Ticker clock) {
        this.perMinute = perMinute;
        this.clock = meter(clock);
        this.allowances = Caffeine.newBuilder().maximumSize(MAX_BUCKETS).expireAfterAccess(REFILL).ticker(clock)
                .executor(Runnable::run).build();
    }

    Allowance of(K key) {
        return allowances.get(key, any -> new Allowance(full()));
    }

    /** Takes one token. Returns zero if there was one, otherwise the time until there is. */
    Duration take(K key) {
        return of(key).take();
    }

    long size() {
        allowances.cleanUp();
        return allowances.estimatedSize();
    }

    private Bucket full() {
        return Bucket.builder().addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, REFILL))
                .withCustomTimePrecision(clock).build();
    }

    private static TimeMeter meter(Ticker clock) {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return clock.read();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        };
    }
}
