package org.callroster.tenant;

import org.jboss.logging.MDC;

/** Adds the tenant and user to the log lines of the current request, once they are known. They stay in its Vert.x context. */
public final class LogFields {

    private LogFields() {
    }

    /** Only logins that are in the database: an unknown login that a caller sends may be a password. */
    public static void user(Tenant tenant, String loginId) {
        MDC.put("tenant", tenant.name());
        MDC.put("user", loginId);
    }
}
