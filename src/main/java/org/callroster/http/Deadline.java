package org.callroster.http;

import java.time.Duration;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
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

    /**
     * The result of the work, or 503 when the time is up. The work still runs to its end then, and also if the client goes
     * away: if it were cancelled half-way, its database connection might not be returned.
     */
    public static <T> Uni<T> bound(RoutingContext request, Uni<T> work) {
        return Uni.createFrom().emitter(answer -> {
            Vertx vertx = request.vertx();
            long timer = vertx.setTimer(millisLeft(request), late -> answer.fail(tooLate()));
            work.onTermination().invoke(() -> vertx.cancelTimer(timer)).subscribe().with(answer::complete, answer::fail);
        });
    }

    private static long millisLeft(RoutingContext request) {
        long end = request.get(END);
        return Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis());
    }

    private static Failure tooLate() {
        return new Failure(ErrorCode.UNAVAILABLE, "the service can't do this in time, try again");
    }
}
