-- everybody has the administrator's password, and is an agent
update app_user u set password_hash = a.password_hash, password_set_at = now() from app_user a
where u.tenant_id = :'tenant' and a.tenant_id = u.tenant_id and a.login_key = 'admin' and u.login_key like 'user-%';
set client_min_messages = error; -- tables of the system may not be vacuumed
vacuum analyze;
