with meant as (
    select id, name, enabled from (
        select id, name, enabled, array_position(cast('{localhost}' as text[]), cast(name as text)) as rank
        from tenant where name = any('{localhost}')
        union all
        select id, name, enabled, 1000
        from tenant where false and (select count(*) from (select 1 from tenant limit 2) as few) = 1
    ) as candidate order by rank limit 1)
select t.id as tenant_id, t.name as tenant, u.id as user_id, u.login_id, u.credential_version, s.id as secret_id, s.hash,
    u.disabled or not t.enabled or coalesce(f.locked_until > now(), false) as shut,
    f.user_id is not null as has_failures,
    s.last_used_at is null or s.last_used_at < now() - interval '1 minute' as last_use_is_old
from meant t
join app_user u on u.tenant_id = t.id and u.login_key = 'admin'
left join api_secret s on s.tenant_id = u.tenant_id and s.user_id = u.id
left join login_failure f on f.tenant_id = u.tenant_id and f.user_id = u.id;
