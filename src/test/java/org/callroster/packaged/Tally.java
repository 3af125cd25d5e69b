package org.callroster.packaged;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts how often each event happened. Used by many threads at once. */
final class Tally {

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    void add(String event) {
        counts.computeIfAbsent(event, first -> new LongAdder()).increment();
    }

    long of(String event) {
        return counts.getOrDefault(event, new LongAdder()).sum();
    }

    Set<String> events() {
        return Set.copyOf(counts.keySet());
    }

    @Override
    public String toString() {
        return new TreeMap<>(counts).toString();
    }
}
