\set n random(1, 100000)
select u.id, u.team_id, u.login_id, coalesce(f.locked_until > now(), false) as locked
from app_user u left join login_failure f on f.tenant_id = u.tenant_id and f.user_id = u.id
where u.tenant_id = cast(:tenant as uuid) and u.login_key = 'user-' || :n;
