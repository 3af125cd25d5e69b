-- Users in 20 teams, each with a role and two skills, and a softphone number each, in the tenants with such names.
insert into team (tenant_id, id, name)
select t.id, gen_random_uuid(), 'Team ' || n from tenant t, generate_series(1, 20) n where t.name like :'names';
insert into skill (tenant_id, id, name)
select t.id, gen_random_uuid(), 'Skill ' || n from tenant t, generate_series(1, 20) n where t.name like :'names';
insert into app_user (tenant_id, id, login_id, login_key, first_name, last_name, team_id, extension, email, disabled,
    change_password, credential_version, version, modified_at, name_key, search_text, external_id, compared)
select t.id, gen_random_uuid(), 'user-' || n, 'user-' || n, 'First ' || n, 'Last ' || n, m.id, (100000 + n)::text,
    'user-' || n || '@example.com', false, false, 0, 1, now(), E'last ' || n || E'\tfirst ' || n,
    concat_ws(E'\n', '', 'user-' || n, 'first ' || n, 'last ' || n, 'user-' || n || '@example.com', 100000 + n), 'ext-' || n,
    E'first ' || n || E'\nlast ' || n || E'\nuser-' || n || E'@example.com\n'
from tenant t cross join generate_series(1, :users) n
join team m on m.tenant_id = t.id and m.name = 'Team ' || (1 + n % 20)
where t.name like :'names';
insert into user_role (tenant_id, user_id, role_id)
select u.tenant_id, u.id, r.id from app_user u join role r on r.tenant_id = u.tenant_id and r.name = 'Agent'
where u.login_key like 'user-%';
insert into user_skill (tenant_id, user_id, skill_id, level)
select u.tenant_id, u.id, s.id, 50 from app_user u
join skill s on s.tenant_id = u.tenant_id and s.name in ('Skill ' || (1 + length(u.extension) % 20), 'Skill ' || (2 + u.extension::int % 18))
where u.login_key like 'user-%' on conflict do nothing;
insert into access_number (tenant_id, number, media, type, user_id)
select tenant_id, '1415' || (5000000 + extension::int), 'voice', 'softphone', id
from app_user where login_key like 'user-%';
set client_min_messages = error; -- tables of the system may not be vacuumed
vacuum analyze;
