-- what the client credentials grant asks
with meant as (
    select id, name, enabled from (
        select id, name, enabled, array_position(array['localhost'], cast(name as text)) as rank
        from tenant where name = any(array['localhost'])
        union all
        select id, name, enabled, 1000
        from tenant where false and (select count(*) from (select 1 from tenant limit 2) as few) = 1
        union all
        select '00000000-0000-0000-0000-000000000000'::uuid, '', false, 2000
    ) as candidate order by rank limit 1)
select t.id as tenant_id, t.name as tenant, u.id as user_id, u.login_id,
    coalesce(u.credential_version, 0) as credential_version, s.id as secret_id, s.hash, s.expires_at,
    coalesce(u.disabled, true) or not t.enabled or coalesce(f.locked_until > now(), false) as shut,
    f.user_id is not null as has_failures,
    s.last_used_at is null or s.last_used_at < now() - interval '1 minute' as last_use_is_old
from meant t
left join app_user u on u.tenant_id = t.id and u.login_key = 'admin'
left join api_secret s on s.tenant_id = t.id and s.user_id = coalesce(u.id, '00000000-0000-0000-0000-000000000000'::uuid)
    and (s.expires_at is null or s.expires_at > now())
left join login_failure f on f.tenant_id = t.id and f.user_id = coalesce(u.id, '00000000-0000-0000-0000-000000000000'::uuid)
    and f.credential = 'SECRET';
