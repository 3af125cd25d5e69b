package org.callroster.session;

import java.time.Duration;
import java.util.UUID;

import org.callroster.tenant.Tenant;

record LiveSession(Tenant tenant, UUID userId, Duration extendedAgo) {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** At most once a minute; so a session ends up to a minute early, and never late. Very short ones can't wait so long. */
    boolean isDue(Duration life) {
        Duration wait = life.dividedBy(4);
        return extendedAgo.compareTo(wait.compareTo(MINUTE) < 0 ? wait : MINUTE) >= 0;
    }
}
