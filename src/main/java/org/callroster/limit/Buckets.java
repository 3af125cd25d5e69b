package org.callroster.limit;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * One bucket for each key, of so many tokens and filled with as many a minute. A bucket that nobody asked for during a minute is
 * full, hence forgotten; past a size the least used ones are too, so that strangers can't fill the memory.
 *
 * @param <K> whose bucket it is
 */
@RegisterForReflection(classNames = "com.github.benmanes.caffeine.cache.PSAMS") // the entries of this kind of cache
final class Buckets<K> {

    static final int MAX_BUCKETS = 20_000;

    private static final Duration REFILL = Duration.ofMinutes(1);

    private final int perMinute;
    private final TimeMeter clock;
    private final Cache<K, Bucket> buckets;

    Buckets(int perMinute, Ticker clock) {
        this.perMinute = perMinute;
        this.clock = meter(clock);
        this.buckets = Caffeine.newBuilder().maximumSize(MAX_BUCKETS).expireAfterAccess(REFILL).ticker(clock)
                .executor(Runnable::run).build();
    }

    /** Takes one token. Zero if there was one, else how long until there is. */
    Duration take(K key) {
        return Duration.ofNanos(
                buckets.get(key, any -> full()).tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
    }

    /** Takes none. Zero if there is one, else how long until there is. */
    Duration look(K key) {
        Bucket bucket = buckets.getIfPresent(key);
        return bucket == null ? Duration.ZERO
                : Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }

    long size() {
        buckets.cleanUp();
        return buckets.estimatedSize();
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
