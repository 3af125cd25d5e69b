-- Wrong passwords and wrong API secrets have a count and a lock each. An unknown login has them as well, under an id made from
-- it, so that nothing tells who is there; such rows are swept when they hold nothing any more.
delete from login_failure where user_id < '00000000-0000-0001-0000-000000000000';
alter table login_failure add column credential varchar(8) not null default 'SECRET';
alter table login_failure alter column credential drop default;
alter table login_failure drop constraint login_failure_pkey;
alter table login_failure add primary key (tenant_id, user_id, credential);
-- Tries with a password that are being looked at: a random id each, and the time as seconds since 1970.
alter table login_failure add column reserved jsonb not null default '{}';
alter table login_failure add column last_attempt_at timestamptz;
alter table login_failure add column last_address varchar(45);
alter table login_failure add column stranger boolean not null default false;
create index login_failure_locked on login_failure (tenant_id, user_id) where locked_until is not null;
comment on column login_failure.user_id is 'a user, or what an unknown login hashes to';

-- Failed logins have one row per login, address and reason a minute, with a count. Those of unknown tenants stand under tenant
-- 0, so that the same statement does the same work for them.
alter table audit drop constraint audit_tenant_id_fkey;
alter table audit add column count integer not null default 1;
alter table audit add column reason varchar(32);
alter table audit add column address varchar(45);
