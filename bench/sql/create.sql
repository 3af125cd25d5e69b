\set n random(1, 2000000000)
begin;
select 'team' as kind, id, name, null as privileges from team where tenant_id = cast(:tenant as uuid) and name = 'Team 1'
union all select 'skill', id, name, null from skill where tenant_id = cast(:tenant as uuid) and name = any(cast('{}' as text[]))
union all select 'role', id, name, array_to_string(privileges, ',') from role
    where tenant_id = cast(:tenant as uuid) and (name = any(cast('{}' as text[])) or (true and assign_to_new_users))
union all select 'held', r.id, r.name, array_to_string(r.privileges, ',')
    from user_role ur join role r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
    where ur.tenant_id = cast(:tenant as uuid) and ur.user_id = '00000000-0000-0000-0000-000000000000';
with pool as (
    select * from extension_pool where tenant_id = cast(:tenant as uuid) for update
), free as (
    select n from pool, lateral (
        select generate_series(next_number, last_numbers[1]) as n
        union all
        select generate_series(first_numbers[1], next_number - 1)) as candidate
    where (select true from app_user u where u.tenant_id = cast(:tenant as uuid) and u.extension = cast(n as text)) is null
    limit 1
)
update extension_pool p set next_number = free.n + 1 from free where p.tenant_id = cast(:tenant as uuid)
returning free.n as ext \gset
insert into app_user (tenant_id, id, login_id, login_key, first_name, last_name, team_id, extension, disabled,
    change_password, credential_version, version, modified_at, name_key, search_text, compared)
select cast(:tenant as uuid), md5('pg-' || :n)::uuid, 'pg-' || :n, 'pg-' || :n, 'New', 'User', id, cast(:ext as text),
    false, false, 0, 1, now(), E'user\tnew', E'\npg-' || :n || E'\nnew\nuser\n' || cast(:ext as text), E'new\nuser\n\n'
from team where tenant_id = cast(:tenant as uuid) and name = 'Team 1';
insert into user_role (tenant_id, user_id, role_id)
select tenant_id, md5('pg-' || :n)::uuid, id from role where tenant_id = cast(:tenant as uuid) and assign_to_new_users
on conflict do nothing;
insert into audit (tenant_id, id, actor, actor_key, action, subject, subject_key, via, address, request, new_values)
    values (cast(:tenant as uuid), gen_random_uuid(), 'admin', 'admin', 'user created', 'pg-' || :n, 'pg-' || :n, 'api',
        '127.0.0.1', cast(gen_random_uuid() as text), '{"firstName":"New","lastName":"User"}');
commit;
