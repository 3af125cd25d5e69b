package org.callroster.console.locks;

import org.callroster.SmallTenant;
import org.callroster.TestDatabase;

/** Written past the service: locks for an hour. */
public final class Locks {

    private static final String LOCK = """
            insert into login_failure (tenant_id, user_id, credential, failures, last_failure_at, last_address, locked_until)
            select u.tenant_id, u.id, ?, 6, now(), ?, now() + interval '1 hour'
            from app_user u join tenant t on t.id = u.tenant_id where t.name = ? and u.login_id = ?""";

    private Locks() {
    }

    public static void lock(SmallTenant tenant, String loginId, String credential, String address) {
        TestDatabase.execute(LOCK, credential, address, tenant.name(), loginId);
    }

    /** A new user whose password is locked. */
    public static String locked(SmallTenant tenant, String address) {
        String loginId = tenant.created();
        lock(tenant, loginId, "PASSWORD", address);
        return loginId;
    }
}
