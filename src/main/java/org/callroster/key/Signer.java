package org.callroster.key;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Who signs the tokens: the JDK takes three times as long as the other. */
@ApplicationScoped
public class Signer {

    private final MeterRegistry meters;

    Signer(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Its library tests itself for a third of a second. */
    public static void load() {
        Rs256.provider();
    }

    /** Finds out by loading it, once: not for an event loop, and not for a command that signs nothing. */
    public void show() {
        Gauge.builder("callroster.token.signer", () -> 1).description("Always 1: the label tells who signs tokens")
                .tag("provider", Rs256.provider()).register(meters);
    }
}
