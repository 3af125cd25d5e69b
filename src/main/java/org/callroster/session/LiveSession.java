package org.callroster.session;

import java.time.Duration;
import java.util.UUID;

import org.callroster.tenant.Tenant;

record LiveSession(Tenant tenant, UUID userId, Duration extendedAgo) {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /**
     * Whether to extend the session: at most once a minute, so a session may end up to a minute early but never late. Very
     * short sessions are extended more often.
     */
    boolean isDue(Duration life) {
        Duration wait = life.dividedBy(4);
        return extendedAgo.compareTo(wait.compareTo(MINUTE) < 0 ? wait : MINUTE) >= 0;
    }
}
