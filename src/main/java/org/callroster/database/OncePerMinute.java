package org.callroster.database;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Limits this node's clean-up of a tenant's data to once a minute. Two concurrent threads may both get true. */
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
