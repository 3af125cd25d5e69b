-- the rows of the export as the database alone can give them
copy (select json_strip_nulls(row_to_json(exported)) from (
    with pointing as materialized (
        select jsonb_object_agg(extension, lowest) as numbers from (
            select e.extension, min(to_char(length(number), 'FM00') || number) as lowest
            from access_number a, unnest(string_to_array(a.extension, ',')) as e (extension)
            where a.tenant_id = :'tenant' and a.extension is not null
            group by e.extension) as p)
    select u.extension as "extension", u.login_id as "loginId", u.first_name as "firstName",
        u.last_name as "lastName",
        substr(least(
            (select min(to_char(length(number), 'FM00') || number)
                from access_number a where a.tenant_id = :'tenant' and a.user_id = u.id),
            (select numbers from pointing) ->> u.extension), 3) as "external",
        false as "voiceMail", false as "greeting"
    from app_user u
    where u.tenant_id = :'tenant' and true
    order by length(u.extension), u.extension
) as exported) to stdout;
