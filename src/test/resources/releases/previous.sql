(select id, at, action, actor, subject, reason, address, count from audit
where tenant_id = $1 and id < $2 and id >= $3 and at >= $4 and at < $5 and action = $7 and lower(actor) = $8 order by id desc limit $6) union (select id, at, action, actor, subject, reason, address, count from audit
where tenant_id = $1 and id < $2 and id >= $3 and at >= $4 and at < $5 and action = $7 and lower(subject) = $8 order by id desc limit $6) order by id desc limit $6;

(select id, at, action, actor, subject, reason, address, count from audit
where tenant_id = $1 and id < $2 and id >= $3 and at >= $4 and at < $5 and cast($7 as text) is null and lower(actor) = $8 order by id desc limit $6) union (select id, at, action, actor, subject, reason, address, count from audit
where tenant_id = $1 and id < $2 and id >= $3 and at >= $4 and at < $5 and cast($7 as text) is null and lower(subject) = $8 order by id desc limit $6) order by id desc limit $6;

declare export no scroll cursor for select a.number as "number", a.media as "media",
    case when a.type = 'softphone' and u.id is null then 'unassigned' else a.type end as "type",
    coalesce(u.extension, a.extension) as "extension", a.scenario as "scenario",
    case when a.type <> 'softphone' or u.id is not null then a.text_out_service end as "textOutService",
    a.display_name as "displayName", u.login_id as "loginId", u.first_name as "firstName",
    u.last_name as "lastName"
from access_number a left join app_user u on u.tenant_id = $1 and u.id = a.user_id
where a.tenant_id = $1 and (cast($2 as uuid[]) is null or u.id is null or u.team_id = any($2))
order by length(a.number), a.number;

declare export no scroll cursor for with pointing as materialized (
    select jsonb_object_agg(extension, lowest) as numbers from (
        select e.extension, min(to_char(length(number), 'FM00') || number) as lowest
        from access_number a, unnest(string_to_array(a.extension, ',')) as e (extension)
        where a.tenant_id = $1 and a.extension is not null
        group by e.extension) as p)
select u.extension as "extension", u.login_id as "loginId", u.first_name as "firstName",
    u.last_name as "lastName",
    substr(least(
        (select min(to_char(length(number), 'FM00') || number)
            from access_number a where a.tenant_id = $1 and a.user_id = u.id),
        (select numbers from pointing) ->> u.extension), 3) as "external",
    false as "voiceMail", false as "greeting"
from app_user u
where u.tenant_id = $1 and (cast($2 as uuid[]) is null or u.team_id = any($2))
order by length(u.extension), u.extension;

delete from access_number where tenant_id=$1 and number=$2;

delete from api_secret as1_0 where as1_0.tenant_id=$1 and as1_0.user_id=$2 and as1_0.expires_at<=$3;

delete from api_secret as1_0 where as1_0.tenant_id=$1 and as1_0.user_id=$2 and as1_0.id<(select max(cast(as2_0.id as text))::uuid from api_secret as2_0 where as2_0.tenant_id=$1 and as2_0.user_id=$2);

delete from api_secret as1_0 where as1_0.tenant_id=$1 and as1_0.user_id=$2 and as1_0.id=$3;

delete from app_user where tenant_id=$1 and id=$2;

delete from audit where tenant_id = $1 and at < now() - interval '1 minute';

delete from login_failure
where tenant_id = $1 and user_id = $2 and (failures > 0 or locked_until is not null)
returning credential, coalesce(locked_until > now(), false);

delete from login_failure where tenant_id = $1 and ctid = any(array(
    select ctid from login_failure
    where tenant_id = $1 and (
        coalesce(last_attempt_at, '-infinity') < now() - interval '5 minutes'
            and (locked_until <= now() or locked_until is null
                and last_failure_at < now() - make_interval(secs => cast($2 as float8)))
        or ctid = any(array(
            select ctid from login_failure where tenant_id = $1 and stranger
            order by last_failure_at desc offset $3)))
    for update skip locked));

delete from role where tenant_id=$1 and id=$2;

delete from session where tenant_id = $1 and expires_at <= now();

delete from skill where tenant_id = $1 and id = $2;

delete from team where tenant_id = $1 and id = $2;

insert into access_number (tenant_id, number, media, type)
values ($1, $2, 'voice', 'unassigned')
on conflict (tenant_id, number) do update set number = excluded.number;

insert into api_secret (expires_at,hash,last_used_at,tenant_id,user_id,id) values ($1,$2,$3,$4,$5,$6);

insert into app_user (change_password,credential_version,disabled,email,enabled_at,extension,first_name,last_name,login_id,login_key,mobile_phone,password_hash,password_set_at,team_id,version,work_phone,tenant_id,id) values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18);

insert into audit (action,actor,address,subject,tenant_id,id) values ($1,$2,$3,$4,$5,$6);

insert into audit as a (tenant_id, id, actor, action, subject, reason, address)
values ($1, $2, $3, 'login failed', $3, $4, $5)
on conflict (tenant_id, id) do update set count = a.count + 1;

insert into extension_pool (tenant_id, first_number, last_number, next_number)
values ($1, $2, $3, $4);

insert into login_failure as f (tenant_id, user_id, credential, stranger, failures, last_failure_at, last_attempt_at,
    reserved)
values ($1, $2, $3, $4, 0, now(), now(), jsonb_build_object(cast($5 as text), extract(epoch from now())))
on conflict (tenant_id, user_id, credential) do update set (failures, locked_until, reserved, last_attempt_at) = (
    select failures_now, case when is_locked then f.locked_until end,
        case when is_free then live || jsonb_build_object(cast($5 as text), extract(epoch from now())) else live end,
        case when is_free then now() else f.last_attempt_at end
    from (select *, not is_locked
            and (cast($6 as int) = 0
                or failures_now + (select count(*) from jsonb_object_keys(live)) < cast($6 as int))
            and (cast($8 as float8) = 0 or coalesce(
                f.last_attempt_at <= now() - make_interval(secs => cast($8 as float8)), true)) as is_free
        from (select *, case when is_locked or f.locked_until is null
                    and f.last_failure_at > now() - make_interval(secs => cast($7 as float8))
                then f.failures else 0 end as failures_now,
                (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(f.reserved)
                    where cast(value as float8) > extract(epoch from now()) - 30) as live
            from (select coalesce(f.locked_until > now(), false) as is_locked) as locked) as state) as decided)
returning coalesce(locked_until > now(), false) as locked, jsonb_exists(reserved, cast($5 as text)) as granted;

insert into role (tenant_id, id, name, privileges, assign_to_new_users)
values ($1, $2, $3, '{}', false)
on conflict (tenant_id, name) do update set name = excluded.name;

insert into security_policy as p (tenant_id, lockout_enabled, max_login_attempts,
    reset_attempt_count_after_minutes, lockout_duration_minutes, lock_by_secrets, min_attempt_interval_seconds,
    min_password_length, password_history, max_password_age_days, disable_inactive_after_days,
    session_inactivity_minutes)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9,
    $10, $11, $12)
on conflict (tenant_id) do update set
    lockout_enabled = coalesce(excluded.lockout_enabled, p.lockout_enabled),
    max_login_attempts = coalesce(excluded.max_login_attempts, p.max_login_attempts),
    reset_attempt_count_after_minutes =
        coalesce(excluded.reset_attempt_count_after_minutes, p.reset_attempt_count_after_minutes),
    lockout_duration_minutes = coalesce(excluded.lockout_duration_minutes, p.lockout_duration_minutes),
    lock_by_secrets = coalesce(excluded.lock_by_secrets, p.lock_by_secrets),
    min_attempt_interval_seconds = coalesce(excluded.min_attempt_interval_seconds, p.min_attempt_interval_seconds),
    min_password_length = coalesce(excluded.min_password_length, p.min_password_length),
    password_history = coalesce(excluded.password_history, p.password_history),
    max_password_age_days = coalesce(excluded.max_password_age_days, p.max_password_age_days),
    disable_inactive_after_days = coalesce(excluded.disable_inactive_after_days, p.disable_inactive_after_days),
    session_inactivity_minutes = coalesce(excluded.session_inactivity_minutes, p.session_inactivity_minutes);

insert into signing_key (kid, public_key, private_key, signs_from) values ($1, $2, $3, $4);

insert into skill (tenant_id, id, name) values ($1, $2, $3) on conflict (tenant_id, name) do nothing;

insert into supervised_team (tenant_id, user_id, team_id)
select tenant_id, cast($1 as uuid), id from team where tenant_id = $2 and name = any($3);

insert into team (tenant_id, id, name) values ($1, $2, $3) on conflict (tenant_id, name) do nothing;

insert into tenant (id, name) values ($1, $2) on conflict (name) do nothing;

select 'team' as kind, id, name, null as privileges
from team where tenant_id = $1 and name = $2
union all
select 'skill', id, name, null
from skill where tenant_id = $3 and name = any($4)
union all
select 'role', id, name, array_to_string(privileges, ',')
from role where tenant_id = $5 and (name = any($6) or ($7 and assign_to_new_users))
union all
select 'held', r.id, r.name, array_to_string(r.privileges, ',')
from user_role ur join role r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
where ur.tenant_id = $8 and ur.user_id = $9;

select (select count(*) from app_user where tenant_id = $1 and team_id = $2) as users,
       (select count(*) from supervised_team where tenant_id = $3 and team_id = $4) as supervisors;

select (select count(*) from user_skill where tenant_id = $1 and skill_id = $2) as users,
       cast(0 as bigint) as supervisors;

select an1_0.tenant_id,an1_0.number,an1_0.display_name,an1_0.extension,an1_0.media,an1_0.scenario,an1_0.text_out_service,an1_0.type,an1_0.user_id from access_number an1_0 where an1_0.tenant_id=$1 and an1_0.number=$2 offset $3 rows fetch first $4 rows only for no key update of an1_0;

select as1_0.tenant_id,as1_0.user_id,as1_0.id,as1_0.created_at,as1_0.expires_at,as1_0.hash,as1_0.last_used_at from api_secret as1_0 where as1_0.tenant_id=$1 and as1_0.user_id=$2 order by as1_0.id;

select count(*) as users, cast(0 as bigint) as supervisors
from user_role where tenant_id = $1 and role_id = $2;

select count(*) from api_secret as1_0 where as1_0.tenant_id=$1 and as1_0.user_id=$2;

select count(*) from tenant;

select credential_version from app_user where tenant_id = $1 and id = $2 for no key update;

select exists (
    select 1 from role r
    join user_role ur on ur.tenant_id = r.tenant_id and ur.role_id = r.id
    join app_user u on u.tenant_id = ur.tenant_id and u.id = ur.user_id
    where r.tenant_id = $1 and r.privileges @> array[$2] and not u.disabled);

select hash from password_history where tenant_id = $1 and user_id = $2 order by at desc limit $3;

select id from app_user where tenant_id = $1 and login_key = $2;

select id from skill where tenant_id = $1 and name = $2;

select id from team where tenant_id = $1 and name = $2;

select id, at, action, actor, subject, reason, address, count from audit
where tenant_id = $1 and id < $2 and id >= $3 and at >= $4 and at < $5 and action = $7 and cast($8 as text) is null order by id desc limit $6;

select id, at, action, actor, subject, reason, address, count from audit
where tenant_id = $1 and id < $2 and id >= $3 and at >= $4 and at < $5 and cast($7 as text) is null and cast($8 as text) is null order by id desc limit $6;

select id, name from (
    select id, name, array_position(cast($1 as text[]), cast(name as text)) as rank
    from tenant where name = any(cast($1 as text[]))
    union all
    select id, name, 1000
    from tenant where cast($2 as boolean) and (select count(*) from (select 1 from tenant limit 2) as few) = 1
) as candidate order by rank limit 1;

select id, team_id, extension, login_id, first_name, last_name from app_user
where tenant_id = $1 and extension = $2
for key share;

select kid, public_key, private_key, signs_from from signing_key order by signs_from;

select lockout_enabled, max_login_attempts, reset_attempt_count_after_minutes, lockout_duration_minutes,
    lock_by_secrets, min_attempt_interval_seconds, min_password_length, password_history, max_password_age_days,
    disable_inactive_after_days, session_inactivity_minutes
from security_policy where tenant_id = $1;

select name from skill where tenant_id = $1 order by name;

select name from team where tenant_id = $1 order by name;

select name from tenant;

select pg_try_advisory_xact_lock(hashtextextended($1, 0));

select r1_0.tenant_id,r1_0.id,r1_0.assign_to_new_users,r1_0.name,r1_0.privileges from role r1_0 where r1_0.tenant_id=$1 and r1_0.name=$2 offset $3 rows fetch first $4 rows only for no key update of r1_0;

select r1_0.tenant_id,r1_0.id,r1_0.assign_to_new_users,r1_0.name,r1_0.privileges from role r1_0 where r1_0.tenant_id=$1 order by r1_0.name;

select s.tenant_id, t.name as tenant, s.user_id,
    cast(extract(epoch from now() - s.extended_at) as float8) as extended_ago
from session s
join app_user u on u.tenant_id = s.tenant_id and u.id = s.user_id
    and u.credential_version = s.credential_version and not u.disabled
join tenant t on t.id = s.tenant_id and t.enabled
where s.hash = $1 and s.expires_at > now();

select t.enabled, u.id as user_id, u.login_id, u.disabled, u.password_hash, u.change_password,
    u.credential_version, coalesce(u.password_set_at, u.created_at) as password_set_at,
    greatest(u.created_at, u.enabled_at, u.last_login_at, (
        select max(s.last_used_at) from api_secret s
        where s.tenant_id = $1 and s.user_id = u.id)) as last_used_at,
    (select coalesce(string_agg(array_to_string(r.privileges, ','), ','), '')
        from user_role ur join role r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
        where ur.tenant_id = $1 and ur.user_id = u.id) as privileges
from (select 1) as one
left join tenant t on t.id = $1
left join app_user u on u.tenant_id = $1 and u.login_key = $2;

select team_id from app_user where tenant_id = $1 and id = $2;

select true from pg_advisory_xact_lock(hashtextextended($1, 0));

select u.id as user_id, u.login_id,
    (select coalesce(string_agg(array_to_string(r.privileges, ','), ','), '')
        from user_role ur join role r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
        where ur.tenant_id = $1 and ur.user_id = u.id) as privileges,
    (select coalesce(string_agg(cast(team_id as text), ','), '')
        from supervised_team where tenant_id = $1 and user_id = u.id) as teams
from app_user u join tenant t on t.id = $1 and t.enabled
where u.tenant_id = $1 and not u.disabled and u.id = $2 and u.credential_version = $3
and exists (select 1 from api_secret where tenant_id = $1 and user_id = u.id and id = $4
    and (expires_at is null or expires_at > now()))
and not exists (select 1 from revoked_token where tenant_id = $1 and user_id = u.id and jti = $5)
and exists (select 1 from signing_key where kid = $6);

select u.id as user_id, u.login_id,
    (select coalesce(string_agg(array_to_string(r.privileges, ','), ','), '')
        from user_role ur join role r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
        where ur.tenant_id = $1 and ur.user_id = u.id) as privileges,
    (select coalesce(string_agg(cast(team_id as text), ','), '')
        from supervised_team where tenant_id = $1 and user_id = u.id) as teams
from app_user u join tenant t on t.id = $1 and t.enabled
where u.tenant_id = $1 and not u.disabled and u.login_key = $2;

select u.id as user_id, u.login_id, coalesce(u.credential_version, 0) as credential_version, s.id as secret_id,
    s.hash, s.expires_at,
    coalesce(u.disabled, true) or not t.enabled or coalesce(f.locked_until > now(), false) as shut,
    f.user_id is not null as has_failures,
    s.last_used_at is null or s.last_used_at < now() - interval '1 minute' as last_use_is_old
from (select 1) as one
left join tenant t on t.id = $1
left join app_user u on u.tenant_id = $1 and u.login_key = $2
left join api_secret s on s.tenant_id = $1 and s.user_id = coalesce(u.id, $3)
    and (s.expires_at is null or s.expires_at > now())
left join login_failure f on f.tenant_id = $1 and f.user_id = coalesce(u.id, $3)
    and f.credential = 'SECRET';

select u.id, u.team_id, u.login_id, exists (
    select 1 from login_failure f
    where f.tenant_id = $1 and f.user_id = u.id and f.locked_until > now()) as locked
from app_user u where u.tenant_id = $1 and u.login_key = $2;

select u.id, u.team_id, u.version, u.disabled, u.change_password, u.login_id, u.first_name, u.last_name,
    t.name as team, u.extension, u.work_phone, u.mobile_phone, u.email,
    (select cast(json_object_agg(s.name, us.level order by s.name) as text)
        from user_skill us join skill s on s.tenant_id = us.tenant_id and s.id = us.skill_id
        where us.tenant_id = $1 and us.user_id = u.id) as skills,
    (select cast(json_agg(r.name order by r.name) as text)
        from user_role ur join role r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
        where ur.tenant_id = $1 and ur.user_id = u.id) as roles,
    i.last_login, i.last_logout, i.browser, i.os, i.ip_address, i.user_agent, i.app_type,
    i.user_id is not null and not u.disabled and exists (
        select 1 from session s where s.tenant_id = $1 and s.user_id = u.id
            and s.credential_version = u.credential_version and s.expires_at > now()) as is_logged_in
from app_user u join team t on t.tenant_id = u.tenant_id and t.id = u.team_id
left join login_info i on i.tenant_id = u.tenant_id and i.user_id = u.id
where u.tenant_id = $1 and u.login_key = $2;

select u.login_id, u.login_key, f.credential, f.failures, f.last_failure_at, f.last_address,
    nullif(f.locked_until, 'infinity') as ends_at
from login_failure f join app_user u on u.tenant_id = f.tenant_id and u.id = f.user_id
where f.tenant_id = $1 and f.locked_until is not null and f.locked_until > now()
    and (u.login_key, f.credential) > ($2, $3)
    and (cast($4 as boolean) or u.team_id = any(cast($5 as uuid[])))
order by u.login_key, f.credential limit $6;

select u1_0.tenant_id,u1_0.id,u1_0.change_password,u1_0.credential_version,u1_0.disabled,u1_0.email,u1_0.enabled_at,u1_0.extension,u1_0.first_name,u1_0.last_name,u1_0.login_id,u1_0.login_key,u1_0.mobile_phone,u1_0.password_hash,u1_0.password_set_at,u1_0.team_id,u1_0.version,u1_0.work_phone from app_user u1_0 where u1_0.tenant_id=$1 and u1_0.login_key=$2 offset $3 rows fetch first $4 rows only for no key update of u1_0;

update access_number set display_name=$1,extension=$2,media=$3,scenario=$4,text_out_service=$5,type=$6,user_id=$7 where tenant_id=$8 and number=$9;

update app_user set change_password=$1,credential_version=$2,disabled=$3,email=$4,enabled_at=$5,extension=$6,first_name=$7,last_name=$8,login_id=$9,login_key=$10,mobile_phone=$11,password_hash=$12,password_set_at=$13,team_id=$14,version=$15,work_phone=$16 where tenant_id=$17 and id=$18;

update login_failure set failures = 0, locked_until = null, reserved = reserved - cast($1 as text)
where tenant_id = $2 and user_id = $3 and credential = 'PASSWORD'
    and jsonb_exists(reserved, cast($4 as text)) and (locked_until is null or locked_until <= now());

update login_failure set reserved = reserved - cast($4 as text)
where tenant_id = $1 and user_id = $2 and credential = $3;

update role set assign_to_new_users=$1,name=$2,privileges=$3 where tenant_id=$4 and id=$5;

update session set expires_at = now() + make_interval(secs => $3), extended_at = now()
where tenant_id = $1 and hash = $2 and expires_at > now();

with counted as (
    insert into login_failure as f (tenant_id, user_id, credential, stranger, failures, last_failure_at, last_address,
        locked_until)
    values ($1, $2, $3, $4, 1, now(), $5, case when cast($6 as int) = 1 then case when cast($8 as float8) = 0
        then timestamptz 'infinity' else now() + make_interval(secs => cast($8 as float8)) end end)
    on conflict (tenant_id, user_id, credential) do update
    set (failures, locked_until, last_failure_at, last_address, reserved) = (
        select case when is_locked then f.failures else failures_now end,
            case when is_locked then f.locked_until when cast($6 as int) > 0 and failures_now >= cast($6 as int)
                then case when cast($8 as float8) = 0 then timestamptz 'infinity'
                    else now() + make_interval(secs => cast($8 as float8)) end end,
            case when is_locked then f.last_failure_at else now() end,
            case when is_locked then f.last_address else $5 end,
            f.reserved - cast($9 as text)
        from (select coalesce(f.locked_until > now(), false) as is_locked,
            case when f.locked_until is null
                    and f.last_failure_at > now() - make_interval(secs => cast($7 as float8))
                then f.failures + 1 else 1 end as failures_now) as state)
    returning locked_until > now() and last_failure_at = now() as locks),
noted as (
    insert into audit as a (tenant_id, id, actor, action, subject, reason, address)
    values ($1, $10, $11, 'login failed', $11, $12, $5)
    on conflict (tenant_id, id) do update set count = a.count + 1)
insert into audit (tenant_id, id, actor, action, subject, reason, address)
select $1, cast($13 as uuid), $11, 'account locked', $11, $12, $5 from counted where locks;

with dead as (
    delete from revoked_token where tenant_id = $1 and expires_at < now() - interval '5 minutes')
insert into revoked_token (tenant_id, user_id, jti, expires_at) values ($1, $2, $3, $4)
on conflict do nothing;

with forgotten as (
    delete from login_failure where tenant_id = $1 and user_id = $2 and credential = 'SECRET'
        and (locked_until is null or locked_until <= now()))
update api_secret set last_used_at = now()
where tenant_id = $1 and user_id = $2 and id = $3
    and (last_used_at is null or last_used_at < now() - interval '1 minute');

with gone as (
    delete from session where tenant_id = $1 and hash = $2 returning user_id),
noted as (
    update login_info i set last_logout = now() from gone
    where i.tenant_id = $1 and i.user_id = gone.user_id)
select user_id from gone;

with gone as (
    delete from session where tenant_id = $1 and user_id = $2 and cast($3 as boolean)
        and application = $4),
seen as (
    update app_user set last_login_at = now(), password_hash = case when password_hash = cast($5 as varchar)
        then coalesce(cast($6 as varchar), password_hash) else password_hash end
    where tenant_id = $7 and id = $8),
info as (
    insert into login_info as i (tenant_id, user_id, last_login, browser, os, ip_address, user_agent, app_type)
    values ($9, $10, now(), cast($11 as varchar), cast($12 as varchar), $13,
        cast($14 as varchar), $15)
    on conflict (tenant_id, user_id) do update set last_login = excluded.last_login, browser = excluded.browser,
        os = excluded.os, ip_address = excluded.ip_address, user_agent = excluded.user_agent,
        app_type = excluded.app_type)
insert into session (tenant_id, hash, user_id, application, credential_version, expires_at)
values ($16, $17, $18, $19, $20, now() + make_interval(secs => cast($21 as float8)));

with gone as (
    delete from user_role where tenant_id = $1 and user_id = $2 and role_id <> all(cast($3 as uuid[])))
insert into user_role (tenant_id, user_id, role_id)
select cast($4 as uuid), cast($5 as uuid), unnest(cast($6 as uuid[]))
on conflict do nothing;

with gone as (
    delete from user_skill where tenant_id = $1 and user_id = $2 and skill_id <> all(cast($3 as uuid[])))
insert into user_skill (tenant_id, user_id, skill_id, level)
select cast($4 as uuid), cast($5 as uuid), wanted.skill, wanted.level
from unnest(cast($6 as uuid[]), cast($7 as int[])) as wanted (skill, level)
on conflict (tenant_id, user_id, skill_id) do update set level = excluded.level;

with gone as (delete from password_history where tenant_id = $1 and user_id = $2 and hash not in (
    select hash from password_history where tenant_id = $3 and user_id = $4 order by at desc limit $5))
insert into password_history (tenant_id, user_id, at, hash)
select cast($6 as uuid), cast($7 as uuid), clock_timestamp(), cast($8 as text) where cast($9 as boolean);

with pool as (
    select * from extension_pool where tenant_id = $1 for update
), free as (
    select n from pool, lateral (
        select generate_series(next_number, last_number) as n
        union all
        select generate_series(first_number, next_number - 1)) as candidate
    where (select true from app_user u
           where u.tenant_id = $2 and u.extension = cast(n as text)) is null
    limit 1
)
update extension_pool p set next_number = free.n + 1 from free
where p.tenant_id = $3
returning free.n;

