-- A key is published before it signs, and stays until the last token it signed has died.
alter table signing_key add column signs_from timestamptz not null default now();
update signing_key set signs_from = created_at;

alter table api_secret add column expires_at timestamptz;

-- Tokens that were ended before their time. A row is needed no longer than the token would have lived.
create table revoked_token (
    tenant_id  uuid        not null,
    user_id    uuid        not null,
    jti        uuid        not null,
    expires_at timestamptz not null,
    primary key (tenant_id, user_id, jti),
    foreign key (tenant_id, user_id) references app_user on delete cascade
);
create index revoked_token_by_expiry on revoked_token (tenant_id, expires_at);

-- Failures of those who are nobody are counted beside those of users, so that the same statement does the same work for both;
-- a foreign key would check, and so give away, who is there.
alter table login_failure drop constraint login_failure_tenant_id_user_id_fkey;
comment on column login_failure.user_id is 'a user, or one of the places that all unknown logins of the tenant share';

-- Who may do everything goes on doing so.
update role set privileges = array_append(privileges, 'INTROSPECT_TOKENS') where name = 'System Administrator';
