-- Every table but tenant and signing_key leads its keys with tenant_id, so that it can be distributed by tenant.
-- Names are compared and sorted by code point (collate "C"), the same on every host.

create table tenant (
    id         uuid primary key,
    name       varchar(253) collate "C" not null unique,
    enabled    boolean     not null default true,
    created_at timestamptz not null default now()
);

create table team (
    tenant_id uuid not null references tenant on delete cascade,
    id        uuid not null,
    name      varchar(255) collate "C" not null,
    primary key (tenant_id, id),
    constraint team_name_key unique (tenant_id, name)
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

-- The numbers first_number … last_number; the search for a free one goes on from next_number and wraps around.
create table extension_pool (
    tenant_id    uuid primary key references tenant on delete cascade,
    first_number bigint not null check (first_number >= 0),
    last_number  bigint not null,
    next_number  bigint not null,
    check (first_number <= last_number)
);

create table app_user (
    tenant_id          uuid        not null references tenant on delete cascade,
    id                 uuid        not null,
    login_id           varchar(128) not null,
    login_key          varchar(512) collate "C" not null, -- login_id by NFC and lower case: what is compared
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
    credential_version integer     not null, -- raised by disabling: tokens of before are dead
    version            bigint      not null, -- the ETag
    created_at         timestamptz not null default now(),
    primary key (tenant_id, id),
    constraint app_user_login_key unique (tenant_id, login_key),
    constraint app_user_extension_key unique (tenant_id, extension),
    foreign key (tenant_id, team_id) references team
);
create index app_user_by_team on app_user (tenant_id, team_id);
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
    primary key (tenant_id, user_id, id),
    foreign key (tenant_id, user_id) references app_user on delete cascade
);

create table login_failure (
    tenant_id       uuid        not null,
    user_id         uuid        not null,
    failures        integer     not null,
    last_failure_at timestamptz not null,
    locked_until    timestamptz,
    primary key (tenant_id, user_id),
    foreign key (tenant_id, user_id) references app_user on delete cascade
);

create table access_number (
    tenant_id        uuid        not null references tenant on delete cascade,
    number           varchar(32) collate "C" not null,
    media            varchar(16) not null,
    type             varchar(16) not null, -- a softphone whose user is gone counts as unassigned
    user_id          uuid,
    extension        varchar(255),
    scenario         varchar(255),
    text_out_service varchar(255),
    display_name     varchar(255),
    primary key (tenant_id, number),
    foreign key (tenant_id, user_id) references app_user on delete set null (user_id)
);
create index access_number_in_order on access_number (tenant_id, length(number), number);
create index access_number_by_user on access_number (tenant_id, user_id);
-- The few that lead to extensions and are no softphones.
create index access_number_with_extension on access_number (tenant_id) where extension is not null;

create table audit (
    tenant_id uuid        not null references tenant on delete cascade,
    id        uuid        not null,
    at        timestamptz not null default now(),
    actor     varchar(128) not null,
    action    varchar(64) not null,
    subject   varchar(255) not null,
    primary key (tenant_id, id)
);

-- The private half is sealed under a master key that the database never sees.
create table signing_key (
    kid         varchar(64) primary key,
    public_key  bytea       not null,
    private_key bytea       not null,
    created_at  timestamptz not null default now()
);
