package org.callroster.key;

import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Switches token signing from the JDK to a provider that takes a third of the time, once that is loaded. */
@ApplicationScoped
public class Signer {

    /** By then the start is over. */
    private static final long DELAY_SECONDS = 1;

    private final KeyRing keys;
    private final MeterRegistry meters;

    Signer(KeyRing keys, MeterRegistry meters) {
        this.keys = keys;
        this.meters = meters;
    }

    /** Loads the provider soon after the start, which does not wait for it. */
    public void loadSoon() {
        Infrastructure.getDefaultWorkerPool().schedule(this::load, DELAY_SECONDS, TimeUnit.SECONDS);
    }

    private void load() {
        Rs256.load();
        Gauge.builder("callroster.token.signer", () -> 1).description("Always 1: the label tells who signs tokens")
                .tag("provider", Rs256.provider()).register(meters);
        keys.reopen();
    }
}
