-- what the client credentials grant asks
select u.id as user_id, u.login_id, coalesce(u.credential_version, 0) as credential_version, s.id as secret_id, s.hash,
    s.expires_at,
    coalesce(u.disabled, true) or not t.enabled or coalesce(f.locked_until > now(), false) as shut,
    f.user_id is not null as has_failures,
    s.last_used_at is null or s.last_used_at < now() - interval '1 minute' as last_use_is_old
from (select 1) as one
left join tenant t on t.id = cast(:tenant as uuid)
left join app_user u on u.tenant_id = cast(:tenant as uuid) and u.login_key = 'admin'
left join api_secret s on s.tenant_id = cast(:tenant as uuid)
    and s.user_id = coalesce(u.id, '00000000-0000-0000-0000-000000000000'::uuid)
    and (s.expires_at is null or s.expires_at > now())
left join login_failure f on f.tenant_id = cast(:tenant as uuid)
    and f.user_id = coalesce(u.id, '00000000-0000-0000-0000-000000000000'::uuid) and f.credential = 'SECRET';
