package org.callroster.phone;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Caller;
import org.callroster.database.Database;
import org.callroster.error.Failure;
import org.callroster.header.Etag;
import org.callroster.values.Checks;
import org.callroster.values.Paging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

/** Reads access numbers: for callers who don't see all teams, those that they may change. The export shows the same. */
@ApplicationScoped
public class AccessNumberLists {

    private static final String IN_REACH = """
            select a.number, a.media, coalesce(u.extension, a.extension) as extension, a.scenario, a.display_name,
                case when a.type = 'softphone' and u.id is null then 'unassigned' else a.type end as type,
                case when a.type <> 'softphone' or u.id is not null then a.text_out_service end as text_out_service,
                u.login_id, u.first_name, u.last_name,
                a.type as kept_type, a.user_id, a.extension as kept_extension, a.text_out_service as kept_service
            from access_number a left join app_user u on u.tenant_id = $1 and u.id = a.user_id
            where a.tenant_id = $1 and (cast($2 as uuid[]) is null or u.team_id = any($2)
                or u.id is null and (a.type in ('unassigned', 'softphone') or a.extension is not null and not exists (
                    select 1 from unnest(string_to_array(a.extension, ',')) as e (extension)
                    where not exists (select 1 from app_user m
                        where m.tenant_id = $1 and m.extension = e.extension and m.team_id = any($2)))))
            """;
    private static final String PAGE = IN_REACH + """
            and (length(a.number), a.number) > (length(cast($3 as text)), cast($3 as text)) and (cast($4 as text) is null or a.number like $4 || '%')
            order by length(a.number), a.number limit $5""";
    private static final String ONE = IN_REACH + "and a.number = $3";

    private static final int SIZE = 50;

    private final Database database;

    AccessNumberLists(Database database) {
        this.database = database;
    }

    /**
     * A page of them, shorter numbers first. Fails with 400 for invalid values.
     *
     * @param digits with which they begin; null for all
     * @param cursor null for the first page
     */
    public Uni<AccessNumberList> list(Caller caller, String digits, String cursor) {
        new Checks().that(digits == null || NewAccessNumber.isNumber(digits), "q", "must be 1 to 32 digits").orFail();
        String after = Paging.after(cursor, "")[0];
        return database.list(PAGE, caller.tenant().id(), teams(caller), after, digits, SIZE + 1)
                .map(rows -> AccessNumberList.of(rows, SIZE));
    }

    /** Fails with 404, also outside the caller's reach. */
    public Uni<AccessNumberService.Written> get(Caller caller, String number) {
        new Checks().that(NewAccessNumber.isNumber(number), "number", "must be 1 to 32 digits").orFail();
        return database.first(ONE, caller.tenant().id(), teams(caller), number)
                .map(found -> found.orElseThrow(() -> Failure.notFound("access number not found")))
                .map(row -> new AccessNumberService.Written(AccessNumberList.view(row), Etag.of(state(row))));
    }

    /** As it is stored, because a change compares that. */
    private static AccessNumber.State state(Row row) {
        return new AccessNumber.State(row.getString("media"), row.getString("kept_type"), row.getUUID("user_id"),
                row.getString("kept_extension"), row.getString("scenario"), row.getString("kept_service"),
                row.getString("display_name"));
    }

    private static UUID[] teams(Caller caller) {
        return caller.seesAllTeams() ? null : caller.supervisedTeams().toArray(UUID[]::new);
    }
}
