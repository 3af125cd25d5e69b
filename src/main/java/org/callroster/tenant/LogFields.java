package org.callroster.tenant;

import org.jboss.logging.MDC;

/** Whom the log lines of the request being served are about, once that is known. They stay in its Vert.x context. */
public final class LogFields {

    private LogFields() {
    }

    /** Only what the database knows: what strangers send as their login may be a password. */
    public static void user(Tenant tenant, String loginId) {
        MDC.put("tenant", tenant.name());
        MDC.put("user", loginId);
    }
}
