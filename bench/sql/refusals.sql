-- user-1, user-2, who is disabled, and user-3, who is locked, get the administrator's API secret
insert into api_secret (tenant_id, user_id, id, hash)
select u.tenant_id, u.id, gen_random_uuid(), s.hash from app_user u
join app_user a on a.tenant_id = u.tenant_id and a.login_key = 'admin'
join api_secret s on s.tenant_id = a.tenant_id and s.user_id = a.id
where u.tenant_id = :'tenant' and u.login_key in ('user-1', 'user-2', 'user-3');
update app_user set disabled = true where tenant_id = :'tenant' and login_key = 'user-2';
insert into login_failure (tenant_id, user_id, credential, failures, last_failure_at, locked_until)
select tenant_id, id, 'SECRET', 6, now(), now() + interval '1 day' from app_user where tenant_id = :'tenant' and login_key = 'user-3';
-- no lock at all, or one from the first failure on
insert into security_policy (tenant_id, settings)
values (:'tenant', json_build_object('lockoutEnabled', :attempts > 0, 'maxLoginAttempts', greatest(1, :attempts)));
-- some failures of others, as in a service in use: for an all but empty table PostgreSQL plans to read the whole of it
insert into login_failure (tenant_id, user_id, credential, failures, last_failure_at)
select tenant_id, id, 'SECRET', 1, now() from app_user
where tenant_id = :'tenant' and login_key like 'user-9%' limit 5000;
vacuum analyze login_failure, api_secret;
