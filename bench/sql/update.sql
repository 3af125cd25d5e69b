\set n random(1, :users)
begin;
select * from app_user where tenant_id = cast(:tenant as uuid) and login_key = 'user-' || :n for no key update;
select 'team' as kind, id, name, null as privileges from team where tenant_id = cast(:tenant as uuid) and name = ''
union all select 'skill', id, name, null from skill where tenant_id = cast(:tenant as uuid) and name = any(cast('{}' as text[]))
union all select 'role', id, name, array_to_string(privileges, ',') from role
    where tenant_id = cast(:tenant as uuid) and (name = any(cast('{}' as text[])) or (false and assign_to_new_users))
union all select 'held', r.id, r.name, array_to_string(r.privileges, ',')
    from user_role ur join role r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
    where ur.tenant_id = cast(:tenant as uuid)
        and ur.user_id = (select id from app_user where tenant_id = cast(:tenant as uuid) and login_key = 'user-' || :n);
update app_user set last_name = 'Bench', mobile_phone = '1415' || :n, version = version + 1
    where tenant_id = cast(:tenant as uuid) and login_key = 'user-' || :n;
insert into audit (tenant_id, id, actor, actor_key, action, subject, subject_key, via, address, request, new_values)
    values (cast(:tenant as uuid), gen_random_uuid(), 'admin', 'admin', 'user updated', 'user-' || :n, 'user-' || :n, 'api',
        '127.0.0.1', cast(gen_random_uuid() as text), '{"lastName":"Bench"}');
select u.id, u.team_id, u.version, u.disabled, u.change_password, u.login_id, u.first_name, u.last_name,
    t.name as team, u.extension, u.work_phone, u.mobile_phone, u.email,
    (select cast(json_object_agg(s.name, us.level order by s.name) as text)
        from user_skill us join skill s on s.tenant_id = us.tenant_id and s.id = us.skill_id
        where us.tenant_id = cast(:tenant as uuid) and us.user_id = u.id) as skills,
    (select cast(json_agg(r.name order by r.name) as text)
        from user_role ur join role r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
        where ur.tenant_id = cast(:tenant as uuid) and ur.user_id = u.id) as roles,
    i.last_login, i.last_logout, i.browser, i.os, i.ip_address, i.user_agent, i.app_type,
    i.user_id is not null and not u.disabled and exists (
        select 1 from session s where s.tenant_id = cast(:tenant as uuid) and s.user_id = u.id
            and s.credential_version = u.credential_version and s.expires_at > now()) as is_logged_in
from app_user u join team t on t.tenant_id = u.tenant_id and t.id = u.team_id
left join login_info i on i.tenant_id = u.tenant_id and i.user_id = u.id
where u.tenant_id = cast(:tenant as uuid) and u.login_key = 'user-' || :n;
commit;
