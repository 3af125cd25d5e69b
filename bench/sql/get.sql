\set n random(1, 100000)
select u.id, u.team_id, u.version, u.disabled, u.change_password, u.login_id, u.first_name, u.last_name,
    t.name as team, u.extension, u.work_phone, u.mobile_phone, u.email,
    (select cast(json_object_agg(s.name, us.level order by s.name) as text)
        from user_skill us join skill s on s.tenant_id = us.tenant_id and s.id = us.skill_id
        where us.tenant_id = cast(:tenant as uuid) and us.user_id = u.id) as skills,
    (select cast(json_agg(r.name order by r.name) as text)
        from user_role ur join role r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
        where ur.tenant_id = cast(:tenant as uuid) and ur.user_id = u.id) as roles
from app_user u join team t on t.tenant_id = u.tenant_id and t.id = u.team_id
where u.tenant_id = cast(:tenant as uuid) and u.login_key = 'user-' || :n;
