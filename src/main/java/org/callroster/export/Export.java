package org.callroster.export;

import java.util.Locale;

/**
 * The two exports (contract section 4). Columns have the names and the order of the JSON keys. $1 is the tenant, $2 the ids of
 * the teams that the caller sees, null for all. Rows are sorted in the order of an index.
 */
enum Export {

    /**
     * To find the lowest number, each is compared with its length as a prefix. Softphones are looked up by index. The few
     * numbers of other types that point at extensions are collected once into a JSON object, because a join with them would
     * have to sort.
     */
    USER_NUMBERS("""
            with pointing as materialized (
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
            order by length(u.extension), u.extension"""),

    /**
     * A softphone whose user was deleted is unassigned. Callers who don't see all teams get the numbers that they may change:
     * unassigned ones, and those that lead only to members of their teams.
     */
    ACCESS_NUMBERS("""
            select a.number as "number", a.media as "media",
                case when a.type = 'softphone' and u.id is null then 'unassigned' else a.type end as "type",
                coalesce(u.extension, a.extension) as "extension", a.scenario as "scenario",
                case when a.type <> 'softphone' or u.id is not null then a.text_out_service end as "textOutService",
                a.display_name as "displayName", u.login_id as "loginId", u.first_name as "firstName",
                u.last_name as "lastName"
            from access_number a left join app_user u on u.tenant_id = $1 and u.id = a.user_id
            where a.tenant_id = $1 and (cast($2 as uuid[]) is null or u.team_id = any($2)
                or u.id is null and (a.type in ('unassigned', 'softphone') or a.extension is not null and not exists (
                    select 1 from unnest(string_to_array(a.extension, ',')) as e (extension)
                    where not exists (select 1 from app_user m
                        where m.tenant_id = $1 and m.extension = e.extension and m.team_id = any($2)))))
            order by length(a.number), a.number""");

    final String sql;

    /** Names it in metrics and in the log. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    Export(String sql) {
        this.sql = sql;
    }
}
