package org.callroster.key;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Who signs the tokens: the JDK takes three times as long as the other. */
@Singleton
class SignerMetric implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("callroster.token.signer", () -> 1).description("Always 1: the label tells who signs tokens")
                .tag("provider", Rs256.provider()).register(meters);
    }
}
