-- What a tenant wants of its logins. Null, as no row at all: the default, which may change from version to version.
create table security_policy (
    tenant_id                         uuid primary key references tenant on delete cascade,
    lockout_enabled                   boolean,
    max_login_attempts                integer,
    reset_attempt_count_after_minutes integer,
    lockout_duration_minutes          integer, -- 0: until cleared by hand
    lock_by_secrets                   boolean,
    min_attempt_interval_seconds      integer,
    min_password_length               integer,
    password_history                  integer,
    max_password_age_days             integer, -- 0: never too old
    disable_inactive_after_days       integer, -- 0: never
    session_inactivity_minutes        integer
);

alter table app_user add column password_set_at timestamptz; -- null: no password, or not known
alter table app_user add column last_login_at timestamptz;

-- Passwords of before; the one in force is the user's own. A hash has its salt in it, so no two are the same.
create table password_history (
    tenant_id uuid         not null,
    user_id   uuid         not null,
    at        timestamptz  not null default now(), -- when it was replaced
    hash      varchar(255) not null,
    primary key (tenant_id, user_id, hash),
    foreign key (tenant_id, user_id) references app_user on delete cascade
);
