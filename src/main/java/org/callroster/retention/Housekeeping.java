package org.callroster.retention;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.callroster.http.EventLoops;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;

/** Deletes old rows once an hour, on each instance at another time. Where no instance runs for so long, a command does it. */
@ApplicationScoped
class Housekeeping {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);
    private static final String ACTOR = "retention";
    private static final Duration FIRST = Duration.ofMinutes(5);
    private static final Duration HOUR = Duration.ofHours(1);

    private final OldRows rows;
    private final Vertx vertx;
    private final boolean command;

    Housekeeping(OldRows rows, Vertx vertx,
            @ConfigProperty(name = "callroster.command", defaultValue = "false") boolean command) {
        this.rows = rows;
        this.vertx = vertx;
        this.command = command;
    }

    void begin(@Observes StartupEvent event) {
        if (!command) {
            long first = FIRST.toMillis() + ThreadLocalRandom.current().nextLong(FIRST.toMillis());
            vertx.setPeriodic(first, HOUR.toMillis(), hour -> EventLoops.inBackground(() -> rows.delete(ACTOR),
                    failure -> LOG.warnf("cannot delete old rows: %s", failure.getMessage())));
        }
    }
}
