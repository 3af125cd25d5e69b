\set n random(1, :users)
select u.id, u.team_id, u.login_id, exists (
    select 1 from login_failure f
    where f.tenant_id = cast(:tenant as uuid) and f.user_id = u.id and f.locked_until > now()) as locked
from app_user u where u.tenant_id = cast(:tenant as uuid) and u.login_key = 'user-' || :n;
