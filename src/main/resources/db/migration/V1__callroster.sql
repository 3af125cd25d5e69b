-- Every table but tenant and signing_key leads its keys with tenant_id, so that it can be distributed by tenant.
-- Names are compared and sorted by code point (collate "C"), the same on every host.

-- For the search for users. Both are trusted extensions: the right to create in the database is enough.
create extension if not exists btree_gin;
create extension if not exists pg_trgm;

create table tenant (
    id         uuid primary key,
    name       varchar(253) collate "C" not null unique,
    enabled    boolean     not null default true,
    created_at timestamptz not null default now()
);
-- Session ids begin with these digits. The end of an id is random.
create unique index tenant_by_tag on tenant (right(cast(id as text), 8));

create table team (
    tenant_id   uuid        not null references tenant on delete cascade,
    id          uuid        not null,
    name        varchar(255) collate "C" not null,
    external_id varchar(255) collate "C", -- an identity provider's
    created_at  timestamptz not null default now(),
    modified_at timestamptz not null default now(),
    primary key (tenant_id, id),
    constraint team_name_key unique (tenant_id, name)
);
create index team_by_external_id on team (tenant_id, external_id) where external_id is not null;

-- To which team users belong who are in no group of their identity provider.
create table scim_setting (
    tenant_id       uuid primary key references tenant on delete cascade,
    default_team_id uuid not null,
    foreign key (tenant_id, default_team_id) references team
);

create table skill (
    tenant_id uuid not null references tenant on delete cascade,
    id        uuid not null,
    name      varchar(255) collate "C" not null,
    primary key (tenant_id, id),
    constraint skill_name_key unique (tenant_id, name)
);

create table role (
    tenant_id           uuid    not null references tenant on delete cascade,
    id                  uuid    not null,
    name                varchar(255) collate "C" not null,
    privileges          text[]  not null,
    assign_to_new_users boolean not null,
    primary key (tenant_id, id),
    constraint role_name_key unique (tenant_id, name)
);

-- Extensions are assigned from the ranges first_numbers[i] to last_numbers[i], which ascend; the search for a free one starts at
-- next_number and wraps around.
create table extension_pool (
    tenant_id     uuid primary key references tenant on delete cascade,
    first_numbers bigint[] not null,
    last_numbers  bigint[] not null,
    next_number   bigint not null,
    check (cardinality(first_numbers) = cardinality(last_numbers))
);

create table app_user (
    tenant_id          uuid        not null references tenant on delete cascade,
    id                 uuid        not null,
    login_id           varchar(128) not null,
    login_key          varchar(512) collate "C" not null, -- login_id in NFC and lower case: what is compared
    first_name         varchar(255) not null,
    last_name          varchar(255) not null,
    team_id            uuid        not null,
    extension          varchar(16) collate "C" not null,
    work_phone         varchar(32),
    mobile_phone       varchar(32),
    email              varchar(255),
    disabled           boolean     not null,
    change_password    boolean     not null,
    password_hash      varchar(255),
    password_set_at    timestamptz, -- null: no password, or not known
    credential_version integer     not null, -- raised by disabling: earlier tokens and sessions are no longer valid
    version            bigint      not null, -- the ETag
    created_at         timestamptz not null default now(),
    last_login_at      timestamptz,
    enabled_at         timestamptz, -- when an administrator last enabled the user, who was not inactive before that
    modified_at        timestamptz not null,
    name_key           text collate "C" not null, -- for sorting: last and first name, folded as values.Folded does
    search_text        text        not null, -- login id, names, e-mail, extension, phones, display name, profile_search, folded, each after a line end
    external_id        varchar(255) collate "C", -- an identity provider's; two providers may use the same
    display_name       varchar(255),
    profile            text, -- JSON: what identity providers store beside the attributes of this service
    profile_search     text, -- further e-mail addresses and phones in the profile, a line each
    -- As login_key, for exact comparisons: a line each of first name, last name, e-mail, display name.
    compared           text collate "C" not null default '',
    profile_compared   text collate "C", -- the same of the profile: JSON
    primary key (tenant_id, id),
    constraint app_user_login_key unique (tenant_id, login_key),
    constraint app_user_extension_key unique (tenant_id, extension),
    foreign key (tenant_id, team_id) references team
);
create index app_user_by_team on app_user (tenant_id, team_id, login_key);
create index app_user_by_external_id on app_user (tenant_id, external_id) where external_id is not null;
-- Of a size and a cost to updates that do not count; finds the pages of the table where something changed lately.
create index app_user_changed on app_user using brin (tenant_id, modified_at) with (pages_per_range = 32, autosummarize = on);
create index app_user_by_name on app_user (tenant_id, name_key, login_key);
create index app_user_search on app_user using gin (tenant_id, search_text gin_trgm_ops);
create index app_user_in_extension_order on app_user (tenant_id, length(extension), extension);

create table user_role (
    tenant_id uuid not null,
    user_id   uuid not null,
    role_id   uuid not null,
    primary key (tenant_id, user_id, role_id),
    foreign key (tenant_id, user_id) references app_user on delete cascade,
    foreign key (tenant_id, role_id) references role
);
create index user_role_by_role on user_role (tenant_id, role_id);

create table user_skill (
    tenant_id uuid     not null,
    user_id   uuid     not null,
    skill_id  uuid     not null,
    level     smallint not null check (level between 0 and 100),
    primary key (tenant_id, user_id, skill_id),
    foreign key (tenant_id, user_id) references app_user on delete cascade,
    foreign key (tenant_id, skill_id) references skill
);
create index user_skill_by_skill on user_skill (tenant_id, skill_id);

create table supervised_team (
    tenant_id uuid not null,
    user_id   uuid not null,
    team_id   uuid not null,
    primary key (tenant_id, user_id, team_id),
    foreign key (tenant_id, user_id) references app_user on delete cascade,
    foreign key (tenant_id, team_id) references team
);
create index supervised_team_by_team on supervised_team (tenant_id, team_id);

create table api_secret (
    tenant_id    uuid        not null,
    user_id      uuid        not null,
    id           uuid        not null,
    hash         bytea       not null, -- SHA-256
    created_at   timestamptz not null default now(),
    last_used_at timestamptz,
    expires_at   timestamptz,
    primary key (tenant_id, user_id, id),
    foreign key (tenant_id, user_id) references app_user on delete cascade
);

-- Tokens with which identity providers provision users by SCIM.
create table scim_token (
    tenant_id        uuid        not null,
    hash             bytea       not null, -- SHA-256
    id               uuid        not null,
    user_id          uuid        not null, -- the token acts as this user
    name             varchar(255) not null,
    ignore_passwords boolean     not null,
    created_at       timestamptz not null,
    expires_at       timestamptz not null,
    last_used_at     timestamptz,
    last_used_from   varchar(45),
    primary key (tenant_id, hash),
    foreign key (tenant_id, user_id) references app_user on delete cascade
);
create index scim_token_by_user on scim_token (tenant_id, user_id);

-- Login ids that users gave up. For a day nobody else gets them: tokens and logs of that day may still name them.
create table former_login (
    tenant_id uuid        not null,
    login_key varchar(512) collate "C" not null,
    user_id   uuid        not null,
    until     timestamptz not null,
    primary key (tenant_id, login_key),
    foreign key (tenant_id, user_id) references app_user on delete cascade
);
create index former_login_by_end on former_login (tenant_id, until);

-- Former passwords; the current one is in app_user. A hash contains its salt, so no two are equal.
create table password_history (
    tenant_id uuid         not null,
    user_id   uuid         not null,
    at        timestamptz  not null default now(), -- when it was replaced
    hash      varchar(255) not null,
    primary key (tenant_id, user_id, hash),
    foreign key (tenant_id, user_id) references app_user on delete cascade
);

-- The settings that a tenant has made, as JSON. The others, and those of a tenant without a row, have their defaults.
create table security_policy (
    tenant_id uuid primary key references tenant on delete cascade,
    settings  text not null default '{}'
);

-- A count and a lock for each login and kind of credential. An unknown login has them too, under an id derived from it, so
-- that no answer shows which logins exist. A foreign key would be checked, and its time would show it.
create table login_failure (
    tenant_id             uuid        not null,
    user_id               uuid        not null, -- of a user, or derived from an unknown login
    credential            varchar(8)  not null,
    unknown_login         boolean     not null default false, -- the row is deleted when it no longer counts
    failures              integer     not null,
    failures_while_locked integer     not null default 0, -- so that each failure changes its row, and takes as long as others
    last_failure_at       timestamptz not null,
    last_attempt_at       timestamptz,
    last_address          varchar(45),
    locked_until          timestamptz,
    reservations          text        not null default '', -- attempts being compared: ids, and milliseconds since 1970
    primary key (tenant_id, user_id, credential)
);
create index login_failure_locked on login_failure (tenant_id, user_id) where locked_until is not null;

-- Tokens that were ended early. A row is needed until the token would have expired.
create table revoked_token (
    tenant_id  uuid        not null,
    user_id    uuid        not null,
    jti        uuid        not null,
    expires_at timestamptz not null,
    primary key (tenant_id, user_id, jti),
    foreign key (tenant_id, user_id) references app_user on delete cascade
);
create index revoked_token_by_expiry on revoked_token (tenant_id, expires_at);

-- Of a session's id only the SHA-256 is kept.
create table session (
    tenant_id          uuid        not null,
    hash               bytea       not null,
    user_id            uuid        not null,
    application        varchar(16) not null,
    credential_version integer     not null, -- the session is valid while the user has the same
    opened_at          timestamptz not null default now(),
    proved_at          timestamptz not null default now(), -- when the password was last given
    extended_at        timestamptz not null default now(),
    expires_at         timestamptz not null,
    ip_address         varchar(45), -- of the login, as login_info has it
    browser            varchar(255),
    primary key (tenant_id, hash),
    foreign key (tenant_id, user_id) references app_user on delete cascade
);
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

create table access_number (
    tenant_id        uuid        not null references tenant on delete cascade,
    number           varchar(32) collate "C" not null,
    media            varchar(16) not null,
    type             varchar(16) not null, -- a softphone whose user is gone counts as unassigned
    user_id          uuid, -- not a foreign key: stays when the user is deleted
    extension        varchar(255),
    scenario         varchar(255),
    text_out_service varchar(255),
    display_name     varchar(255),
    primary key (tenant_id, number)
);
create index access_number_in_order on access_number (tenant_id, length(number), number);
create index access_number_by_user on access_number (tenant_id, user_id);
-- The few that lead to extensions and are not softphones.
create index access_number_with_extension on access_number (tenant_id) where extension is not null;

-- Failed logins have one row per login, address, reason and minute, with a count. Those of unknown tenants are under tenant 0,
-- so that the same statement does the same work for them; a foreign key would refuse that.
create table audit (
    tenant_id   uuid        not null,
    id          uuid        not null,
    at          timestamptz not null default now(),
    actor       varchar(128) not null,
    actor_key   text collate "C" not null, -- as login_key of app_user: what is compared
    actor_id    uuid, -- of the user
    action      varchar(64) not null,
    subject     varchar(255) not null,
    subject_key text collate "C" not null,
    subject_id  uuid, -- of the user
    via         varchar(8)  not null,
    address     varchar(45),
    request     varchar(64),
    credential  varchar(255),
    job         uuid,
    old_values  text, -- JSON: the attributes that changed
    new_values  text,
    reason      varchar(32),
    count       integer     not null default 1,
    primary key (tenant_id, id)
);
create index audit_in_order on audit (tenant_id, at, id);
create index audit_by_actor_key on audit (tenant_id, actor_key, at, id);
create index audit_by_subject_key on audit (tenant_id, subject_key, at, id);
create index audit_by_action on audit (tenant_id, action, at, id);
create index audit_by_request on audit (tenant_id, request) where request is not null;
-- Also of events without a job, in order: bulks are listed as one event each, among these, with the number of each action.
create index audit_by_job on audit (tenant_id, job, at, id) include (action);

-- What bulks did, for a day.
create table bulk_job (
    tenant_id   uuid         not null references tenant on delete cascade,
    id          uuid         not null,
    actor       varchar(128) not null,
    actor_id    uuid,
    mode        varchar(8)   not null,
    dry_run     boolean      not null,
    state       varchar(8)   not null,
    stop_wanted boolean      not null,
    lines       bigint       not null,
    lines_done  bigint       not null,
    created     bigint       not null,
    updated     bigint       not null,
    unchanged   bigint       not null,
    deleted     bigint       not null,
    failed      bigint       not null,
    created_at  timestamptz  not null,
    beat_at     timestamptz  not null,
    lines_before     bigint  not null,
    takeovers        integer not null,
    call_key         uuid,  -- as id of kept_answer
    call_fingerprint bytea,
    primary key (tenant_id, id)
);
create index bulk_job_by_time on bulk_job (tenant_id, created_at);
create unique index bulk_job_by_call on bulk_job (tenant_id, call_key);

create table bulk_outcomes (
    tenant_id uuid   not null,
    job       uuid   not null,
    line      bigint not null, -- the last one
    outcomes  text   not null, -- NDJSON
    passwords bytea, -- JSON: those that were generated, sealed under a key that the database never sees
    primary key (tenant_id, job, line),
    foreign key (tenant_id, job) references bulk_job on delete cascade
);

-- The answers to calls with an Idempotency-Key, for a day.
create table kept_answer (
    tenant_id   uuid        not null references tenant on delete cascade,
    id          uuid        not null, -- from a hash of caller, method, path and key
    fingerprint bytea       not null, -- of the whole request, under a key that the database never sees
    status      integer     not null,
    headers     text        not null, -- JSON
    body        text        not null,
    created_at  timestamptz not null,
    primary key (tenant_id, id)
);
create index kept_answer_by_time on kept_answer (tenant_id, created_at);

-- The private half is sealed under a master key that the database never sees. A key is published before it signs, and stays
-- until the last token it signed has expired.
create table signing_key (
    kid         varchar(64) primary key,
    public_key  bytea       not null,
    private_key bytea       not null,
    created_at  timestamptz not null default now(),
    signs_from  timestamptz not null default now()
);
