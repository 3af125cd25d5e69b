package org.callroster.key;

import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Who signs the tokens: the JDK, until one is loaded that takes a third of the time. */
@ApplicationScoped
public class Signer {

    /** By then a start is over. */
    private static final long DELAY_SECONDS = 1;

    private final KeyRing keys;
    private final MeterRegistry meters;

    Signer(KeyRing keys, MeterRegistry meters) {
        this.keys = keys;
        this.meters = meters;
    }

    /** Soon after the start, which need not wait for it. */
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
