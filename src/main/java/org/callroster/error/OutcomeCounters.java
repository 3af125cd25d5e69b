package org.callroster.error;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;

/** Counts how the calls of one kind end: successfully, or with which code of the error body. */
public final class OutcomeCounters {

    private final MeterProvider<Counter> counters;
    private final Map<ErrorCode, Counter> failed = new ConcurrentHashMap<>();
    private final Counter done;

    /** @param well the outcome tag of a successful call */
    public OutcomeCounters(MeterRegistry registry, String name, String description, String well) {
        this.counters = Counter.builder(name).description(description).withRegistry(registry);
        this.done = counters.withTag("outcome", well);
    }

    public <T> Uni<T> of(Supplier<Uni<? extends T>> call) {
        return Uni.createFrom().deferred(call).onItemOrFailure()
                .invoke((answer, failure) -> (failure == null ? done : counter(failure)).increment());
    }

    private Counter counter(Throwable failure) {
        return failed.computeIfAbsent(ErrorCode.of(failure), code -> counters.withTag("outcome", code.wire()));
    }
}
