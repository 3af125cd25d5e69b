package org.callroster.tenant;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

/** The security policies of tenants. */
@ApplicationScoped
public class SecurityPolicies {

    private static final String OF = """
            select lockout_enabled, max_login_attempts, reset_attempt_count_after_minutes, lockout_duration_minutes,
                lock_by_secrets, min_attempt_interval_seconds, min_password_length, password_history, max_password_age_days,
                disable_inactive_after_days, session_inactivity_minutes
            from security_policy where tenant_id = $1""";

    /** In one statement, so that of two changes at once of different settings both hold. */
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

    private final Statements statements;
    private final PolicyFloor floor;
    private final Recent<Tenant, SecurityPolicy> inForce = new Recent<>(this::find);

    SecurityPolicies(Statements statements, PolicyFloor floor) {
        this.statements = statements;
        this.floor = floor;
    }

    /** The policy in force, as it was at most a second ago. Never inside a transaction (see {@link Statements}). */
    public Uni<SecurityPolicy> of(Tenant tenant) {
        return inForce.get(tenant);
    }

    /** The same for a new password. Without one (null) nothing goes by the tenant's policy, and none is looked up. */
    public Uni<SecurityPolicy> forPassword(Tenant tenant, String password) {
        return password == null ? Uni.createFrom().item(floor.under(PolicySettings.NONE)) : of(tenant);
    }

    private Uni<SecurityPolicy> find(Tenant tenant) {
        return statements.first(OF, tenant.id())
                .map(row -> floor.under(row.map(SecurityPolicies::settings).orElse(PolicySettings.NONE)));
    }

    /** Once a change is committed, so that this node sees it at once; the others do within a second. */
    public void forget(Tenant tenant) {
        inForce.forget(tenant);
    }

    /** Changes the settings that are not null, in the open transaction. Only what {@link PolicyFloor} allows. */
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

    private static PolicySettings settings(Row row) {
        return new PolicySettings(row.getBoolean("lockout_enabled"), row.getInteger("max_login_attempts"),
                row.getInteger("reset_attempt_count_after_minutes"), row.getInteger("lockout_duration_minutes"),
                row.getBoolean("lock_by_secrets"), row.getInteger("min_attempt_interval_seconds"),
                row.getInteger("min_password_length"), row.getInteger("password_history"),
                row.getInteger("max_password_age_days"), row.getInteger("disable_inactive_after_days"),
                row.getInteger("session_inactivity_minutes"));
    }
}
