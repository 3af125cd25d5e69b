-- the rows of the export as the database alone can give them
copy (select json_strip_nulls(row_to_json(exported)) from (
    select a.number as "number", a.media as "media",
        case when a.type = 'softphone' and u.id is null then 'unassigned' else a.type end as "type",
        coalesce(u.extension, a.extension) as "extension", a.scenario as "scenario",
        case when a.type <> 'softphone' or u.id is not null then a.text_out_service end as "textOutService",
        a.display_name as "displayName", u.login_id as "loginId", u.first_name as "firstName",
        u.last_name as "lastName"
    from access_number a left join app_user u on u.tenant_id = :'tenant' and u.id = a.user_id
    where a.tenant_id = :'tenant' and true
    order by length(a.number), a.number
) as exported) to stdout;
