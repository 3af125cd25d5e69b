package org.callroster;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Ticker;

import io.netty.channel.EventLoopGroup;
import io.quarkus.arc.Arc;
import io.quarkus.netty.MainEventLoopGroup;

/** The clock of the caches and of what is fetched at intervals. Tests step it instead of waiting. */
@Singleton
public class SteppedTicker implements Ticker {

    private static final Duration A_SECOND = Duration.ofMillis(1100);

    private final EventLoopGroup loops;
    private final AtomicLong stepped = new AtomicLong();

    SteppedTicker(@MainEventLoopGroup EventLoopGroup loops) {
        this.loops = loops;
    }

    @Override
    public long read() {
        return System.nanoTime() + stepped.get();
    }

    private void step(Duration by) {
        awaitLookUps();
        stepped.addAndGet(by.toNanos());
    }

    /** Ages what is cached by a second and a little. */
    public static void passASecond() throws InterruptedException {
        pass(A_SECOND);
    }

    /** Ages what is cached. The packaged service has no clock to step, and takes that time. */
    public static void pass(Duration time) throws InterruptedException {
        if (Arc.container() == null) {
            Thread.sleep(time.toMillis());
        } else {
            Arc.container().instance(SteppedTicker.class).get().step(time);
        }
    }

    /** A cache notes the age of an entry on the event loop that ends the look-up, just after the caller has the answer. */
    private void awaitLookUps() {
        loops.forEach(loop -> loop.submit(() -> {}).syncUninterruptibly());
    }
}
