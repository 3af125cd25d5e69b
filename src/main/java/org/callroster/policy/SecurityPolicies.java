package org.callroster.policy;

import java.util.function.IntFunction;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.database.LookupCache;
import org.callroster.database.OpenTransaction;
import org.callroster.database.Statements;
import org.callroster.tenant.Tenant;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class SecurityPolicies {

    private static final String OF = """
            select lockout_enabled, max_login_attempts, reset_attempt_count_after_minutes, lockout_duration_minutes,
                lock_by_secrets, min_attempt_interval_seconds, min_password_length, password_history, max_password_age_days,
                disable_inactive_after_days, session_inactivity_minutes
            from security_policy where tenant_id = $1""";

    /** One statement, so that concurrent changes of different settings are both kept. */
    private static final String CHANGE = """
            insert into security_policy as p (tenant_id, lockout_enabled, max_login_attempts,
                reset_attempt_count_after_minutes, lockout_duration_minutes, lock_by_secrets, min_attempt_interval_seconds,
                min_password_length, password_history, max_password_age_days, disable_inactive_after_days,
                session_inactivity_minutes)
            values (:tenant, :lockoutEnabled, :maxAttempts, :reset, :duration, :bySecrets, :interval, :minLength, :history,
                :maxAge, :inactive, :session)
            on conflict (tenant_id) do update set
                lockout_enabled = coalesce(excluded.lockout_enabled, p.lockout_enabled),
                max_login_attempts = coalesce(excluded.max_login_attempts, p.max_login_attempts),
                reset_attempt_count_after_minutes =
                    coalesce(excluded.reset_attempt_count_after_minutes, p.reset_attempt_count_after_minutes),
                lockout_duration_minutes = coalesce(excluded.lockout_duration_minutes, p.lockout_duration_minutes),
                lock_by_secrets = coalesce(excluded.lock_by_secrets, p.lock_by_secrets),
                min_attempt_interval_seconds = coalesce(excluded.min_attempt_interval_seconds, p.min_attempt_interval_seconds),
                min_password_length = coalesce(excluded.min_password_length, p.min_password_length),
                password_history = coalesce(excluded.password_history, p.password_history),
                max_password_age_days = coalesce(excluded.max_password_age_days, p.max_password_age_days),
                disable_inactive_after_days = coalesce(excluded.disable_inactive_after_days, p.disable_inactive_after_days),
                session_inactivity_minutes = coalesce(excluded.session_inactivity_minutes, p.session_inactivity_minutes)""";

    /** Inserts the row if there is none, so that it can be locked. */
    private static final String LOCK = """
            insert into security_policy as p (tenant_id) values ($1)
            on conflict (tenant_id) do update set lockout_enabled = p.lockout_enabled""";

    private final Statements statements;
    private final PolicyFloor floor;
    private final LookupCache<Tenant, SecurityPolicy> inForce = new LookupCache<>(this::find);

    SecurityPolicies(Statements statements, PolicyFloor floor) {
        this.statements = statements;
        this.floor = floor;
    }

    /** The policy in force, as it was at most a second ago. Never inside a transaction (see {@link Statements}). */
    public Uni<SecurityPolicy> of(Tenant tenant) {
        return inForce.get(tenant);
    }

    /** The same for a new password. Without a password (null) the tenant's policy does not matter, and is not looked up. */
    public Uni<SecurityPolicy> forPassword(Tenant tenant, String password) {
        return password == null ? Uni.createFrom().item(floor.under(PolicySettings.NONE)) : of(tenant);
    }

    private Uni<SecurityPolicy> find(Tenant tenant) {
        return statements.first(OF, tenant.id())
                .map(found -> floor.under(found.map(row -> settings(row::getValue)).orElse(PolicySettings.NONE)));
    }

    /** The policy in force. No other call can change it until the open transaction ends. */
    public Uni<SecurityPolicy> locked(Tenant tenant) {
        return OpenTransaction.run(LOCK, tenant.id()).chain(() -> OpenTransaction.rows(OF, tenant.id()))
                .map(rows -> floor.under(settings(column -> rows.get(0)[column])));
    }

    /** Call once a change is committed: this node then sees it at once; the others do within a second. */
    public void forget(Tenant tenant) {
        inForce.forget(tenant);
    }

    /** Changes the settings that are not null, in the open transaction. Pass only settings that {@link PolicyFloor} allows. */
    public Uni<Void> change(Tenant tenant, PolicySettings wanted) {
        return Panache.getSession().chain(s -> s.createNativeQuery(CHANGE).setParameter("tenant", tenant.id())
                .setParameter("lockoutEnabled", wanted.lockoutEnabled())
                .setParameter("maxAttempts", wanted.maxLoginAttempts())
                .setParameter("reset", wanted.resetAttemptCountAfterMinutes())
                .setParameter("duration", wanted.lockoutDurationMinutes())
                .setParameter("bySecrets", wanted.lockBySecrets())
                .setParameter("interval", wanted.minAttemptIntervalSeconds())
                .setParameter("minLength", wanted.minPasswordLength())
                .setParameter("history", wanted.passwordHistory())
                .setParameter("maxAge", wanted.maxPasswordAgeDays())
                .setParameter("inactive", wanted.disableInactiveAfterDays())
                .setParameter("session", wanted.sessionInactivityMinutes())
                .executeUpdate()).replaceWithVoid();
    }

    /** The columns of {@link #OF}. */
    private static PolicySettings settings(IntFunction<Object> column) {
        return new PolicySettings((Boolean) column.apply(0), (Integer) column.apply(1), (Integer) column.apply(2),
                (Integer) column.apply(3), (Boolean) column.apply(4), (Integer) column.apply(5), (Integer) column.apply(6),
                (Integer) column.apply(7), (Integer) column.apply(8), (Integer) column.apply(9), (Integer) column.apply(10));
    }
}
