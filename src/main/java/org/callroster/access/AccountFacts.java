package org.callroster.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.callroster.caller.Privilege;
import org.callroster.database.Columns;
import org.callroster.policy.SecurityPolicy;

import io.vertx.mutiny.sqlclient.Row;

/**
 * What decides whether a user can log in, but for the lock.
 *
 * @param lastUsedAt the latest login, use of an API secret, or enabling by an administrator
 * @param passwordSetAt when the password was set; if unknown, when the user was created
 */
public record AccountFacts(boolean tenantEnabled, boolean disabled, Instant lastUsedAt, boolean hasPassword,
        Instant passwordSetAt, boolean changePassword, Set<Privilege> privileges) {

    /** Columns of a user {@code u} of the tenant {@code $1}, {@code t}. {@link #of} reads them. */
    public static final String COLUMNS = """
            t.enabled, u.disabled, u.password_hash is not null as has_password, u.change_password,
            coalesce(u.password_set_at, u.created_at) as password_set_at,
            greatest(u.created_at, u.enabled_at, u.last_login_at, (
                select max(s.last_used_at) from api_secret s
                where s.tenant_id = $1 and s.user_id = u.id)) as last_used_at,
            array(select unnest(r.privileges)
                from user_role ur join role r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
                where ur.tenant_id = $1 and ur.user_id = u.id) as privileges""";

    /** An unknown user or tenant has null columns. */
    public static AccountFacts of(Row row) {
        return new AccountFacts(isTrue(row, "enabled"), isTrue(row, "disabled"), Columns.instant(row, "last_used_at"),
                isTrue(row, "has_password"), Columns.instant(row, "password_set_at"), isTrue(row, "change_password"),
                Privilege.named(row.getArrayOfStrings("privileges")));
    }

    private static boolean isTrue(Row row, String column) {
        return Boolean.TRUE.equals(row.getBoolean(column));
    }

    /** Empty if the user can log in. */
    public Optional<Refusal> refusal(boolean locked, SecurityPolicy policy, Instant now) {
        return Optional.ofNullable(!tenantEnabled ? Refusal.TENANT_DISABLED
                : disabled ? Refusal.DISABLED
                : isInactive(policy, now) ? Refusal.INACTIVE
                : locked ? Refusal.LOCKED
                : !hasPassword ? Refusal.NO_PASSWORD
                : isPasswordExpired(policy, now) ? Refusal.PASSWORD_EXPIRED
                : changePassword ? Refusal.PASSWORD_CHANGE_REQUIRED
                : privileges.isEmpty() ? Refusal.NO_APPLICATION : null);
    }

    public boolean isInactive(SecurityPolicy policy, Instant now) {
        return isOlder(lastUsedAt, policy.disableInactiveAfter(), now);
    }

    public boolean mustChangePassword(SecurityPolicy policy, Instant now) {
        return changePassword || isPasswordExpired(policy, now);
    }

    private boolean isPasswordExpired(SecurityPolicy policy, Instant now) {
        return isOlder(passwordSetAt, policy.passwordMaxAge(), now);
    }

    private static boolean isOlder(Instant time, Duration limit, Instant now) {
        return !limit.isZero() && time.isBefore(now.minus(limit));
    }
}
