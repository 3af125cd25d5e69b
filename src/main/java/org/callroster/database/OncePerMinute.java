package org.callroster.database;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Tells when this node shall tidy up after a tenant again. Two threads at once may both be told to. */
public final class OncePerMinute {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<UUID, Instant> last = new ConcurrentHashMap<>();

    public boolean isDue(UUID tenantId) {
        Instant now = Instant.now();
        boolean isDue = last.getOrDefault(tenantId, Instant.EPOCH).isBefore(now.minus(MINUTE));
        if (isDue) {
            last.put(tenantId, now);
        }
        return isDue;
    }
}
