-- Nothing of a session's id is kept but its SHA-256. It is looked up by that alone, which tells its tenant.
create table session (
    tenant_id          uuid        not null,
    hash               bytea       not null,
    user_id            uuid        not null,
    application        varchar(16) not null,
    credential_version integer     not null, -- another one than the user's: the session is dead
    extended_at        timestamptz not null default now(),
    expires_at         timestamptz not null,
    primary key (tenant_id, hash),
    foreign key (tenant_id, user_id) references app_user on delete cascade
);
create index session_by_hash on session (hash);
create index session_by_user on session (tenant_id, user_id);

-- What is known of a user's logins (contract section 3, loginInfo).
create table login_info (
    tenant_id   uuid        not null,
    user_id     uuid        not null,
    last_login  timestamptz not null,
    last_logout timestamptz,
    browser     varchar(255),
    os          varchar(255),
    ip_address  varchar(45) not null,
    user_agent  varchar(1024),
    app_type    varchar(32) not null,
    primary key (tenant_id, user_id),
    foreign key (tenant_id, user_id) references app_user on delete cascade
);

-- When an administrator last let the user in: he was not inactive before.
alter table app_user add column enabled_at timestamptz;

-- Nobody could log in before, so nobody loses anything: agents get to their desktop, supervisors to the wallboard as well.
update role set privileges = privileges || array['USE_AGENT_DESKTOP', 'USE_WALLBOARD']
where name in ('System Administrator', 'Supervisor');
update role set privileges = array_append(privileges, 'USE_AGENT_DESKTOP') where name = 'Agent';
