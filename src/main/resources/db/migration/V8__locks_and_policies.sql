-- So that each failure changes its row, and takes as long as any other.
alter table login_failure add column failures_while_locked integer not null default 0;
-- In place of reserved, which the release after this one drops.
alter table login_failure add column reservations text not null default '';
update login_failure set locked_until = '9999-12-31T00:00:00Z' where locked_until = 'infinity';

-- In place of a column for each setting, which the release after this one drops.
alter table security_policy add column settings text not null default '{}';
update security_policy set settings = cast(json_strip_nulls(json_build_object(
    'lockoutEnabled', lockout_enabled,
    'maxLoginAttempts', max_login_attempts,
    'resetAttemptCountAfterMinutes', reset_attempt_count_after_minutes,
    'lockoutDurationMinutes', lockout_duration_minutes,
    'lockBySecrets', lock_by_secrets,
    'minAttemptIntervalSeconds', min_attempt_interval_seconds,
    'minPasswordLength', min_password_length,
    'passwordHistory', password_history,
    'maxPasswordAgeDays', max_password_age_days,
    'disableInactiveAfterDays', disable_inactive_after_days,
    'sessionInactivityMinutes', session_inactivity_minutes)) as text);
