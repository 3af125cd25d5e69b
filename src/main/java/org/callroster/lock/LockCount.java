package org.callroster.lock;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts the locks set by failures, and the locks cleared before they expired. */
@Singleton
class LockCount {

    private final Map<Credential, Counter> locked = new EnumMap<>(Credential.class);
    private final Map<Credential, Counter> cleared = new EnumMap<>(Credential.class);

    LockCount(MeterRegistry meters) {
        for (Credential credential : Credential.values()) {
            locked.put(credential, counter(meters, "locked", credential));
            cleared.put(credential, counter(meters, "cleared", credential));
        }
    }

    void locked(Credential credential) {
        locked.get(credential).increment();
    }

    void cleared(Credential credential) {
        cleared.get(credential).increment();
    }

    private static Counter counter(MeterRegistry meters, String event, Credential credential) {
        return Counter.builder("callroster.locks").description("Accounts that failures locked, and locks that were cleared")
                .tag("event", event).tag("credential", credential.name().toLowerCase(Locale.ROOT)).register(meters);
    }
}
