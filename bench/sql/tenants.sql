-- bench-1, bench-2 …, each with localhost's roles, pool and administrator. Their ids are made of their names, as pgbench makes them.
insert into tenant (id, name) select md5('bench-' || n)::uuid, 'bench-' || n from generate_series(1, :tenants) n;
insert into role (tenant_id, id, name, privileges, assign_to_new_users)
select t.id, r.id, r.name, r.privileges, r.assign_to_new_users from tenant t join role r on r.tenant_id = :'tenant'
where t.name like 'bench-%';
insert into extension_pool (tenant_id, first_numbers, last_numbers, next_number)
select t.id, p.first_numbers, p.last_numbers, p.first_numbers[1] from tenant t join extension_pool p on p.tenant_id = :'tenant'
where t.name like 'bench-%';
insert into team (tenant_id, id, name) select t.id, m.id, m.name from tenant t join team m on m.tenant_id = :'tenant'
where t.name like 'bench-%';
insert into app_user (tenant_id, id, login_id, login_key, first_name, last_name, team_id, extension, disabled, change_password,
    credential_version, version, modified_at, name_key, search_text, compared)
select t.id, u.id, u.login_id, u.login_key, u.first_name, u.last_name, u.team_id, u.extension, false, false, 0, 1, now(),
    u.name_key, u.search_text, u.compared
from tenant t join app_user u on u.tenant_id = :'tenant' and u.login_key = 'admin' where t.name like 'bench-%';
insert into user_role (tenant_id, user_id, role_id)
select t.id, r.user_id, r.role_id from tenant t join user_role r on r.tenant_id = :'tenant' where t.name like 'bench-%';
insert into api_secret (tenant_id, user_id, id, hash)
select t.id, s.user_id, s.id, s.hash from tenant t join api_secret s on s.tenant_id = :'tenant' where t.name like 'bench-%';
