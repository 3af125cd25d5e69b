select s.tenant_id, t.name as tenant, s.user_id, cast(extract(epoch from now() - s.extended_at) as float8) as extended_ago
from session s
join app_user u on u.tenant_id = s.tenant_id and u.id = s.user_id
    and u.credential_version = s.credential_version and not u.disabled
join tenant t on t.id = s.tenant_id and t.enabled
where s.hash = decode(:hash, 'hex') and s.expires_at > now();
