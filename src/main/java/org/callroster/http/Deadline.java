package org.callroster.http;

import java.time.Duration;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Every call is answered within ten seconds, whatever the database does. Exports are streams and have their own time limit. */
public class Deadline {

    /** One second less, for the way to the client. */
    private static final Duration LIMIT = Duration.ofSeconds(9);
    private static final String END = Deadline.class.getName();

    static void filter(RoutingContext request) {
        begin(request);
        request.next();
    }

    /** Restarts the time limit: the time in which a body arrives does not count. */
    public static void begin(RoutingContext request) {
        request.put(END, System.nanoTime() + LIMIT.toNanos());
    }

    /** For a request whose body takes as long as it takes: the time limit begins when it is restarted. */
    public static void suspend(RoutingContext request) {
        request.put(END, Long.MAX_VALUE);
    }

    public static boolean isSuspended(RoutingContext request) {
        Long end = request.get(END);
        return end != null && end == Long.MAX_VALUE;
    }

    /** Whether the time is up, so that the call was answered with 503. */
    public static boolean isOver(RoutingContext request) {
        long end = request.get(END);
        return end != Long.MAX_VALUE && end - System.nanoTime() <= 0;
    }

    /**
     * The result of the work, or 503 when the time is up. The work still runs to its end then, and also if the client goes
     * away: if it were cancelled half-way, its database connection might not be returned.
     */
    public static <T> Uni<T> bound(RoutingContext request, Uni<T> work) {
        return Uni.createFrom().emitter(answer -> {
            Timer timer = new Timer(request, () -> answer.fail(tooLate()));
            work.onTermination().invoke(timer::stop).subscribe().with(answer::complete, answer::fail);
        });
    }

    /** Fires when the time is up, also if that was moved meanwhile. */
    private static final class Timer {

        private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

        private final RoutingContext request;
        private final Runnable late;
        private long id;

        Timer(RoutingContext request, Runnable late) {
            this.request = request;
            this.late = late;
            start();
        }

        private void start() {
            id = request.vertx().setTimer(Math.max(1, Math.min(DAY_MILLIS, millisLeft())), fired -> look());
        }

        private void look() {
            if (millisLeft() > 0) {
                start();
            } else {
                late.run();
            }
        }

        void stop() {
            request.vertx().cancelTimer(id);
        }

        private long millisLeft() {
            long end = request.get(END);
            return end == Long.MAX_VALUE ? DAY_MILLIS : Duration.ofNanos(end - System.nanoTime()).toMillis();
        }
    }

    /** 503. */
    public static Failure tooLate() {
        return new Failure(ErrorCode.UNAVAILABLE, "the service can't do this in time, try again");
    }
}
