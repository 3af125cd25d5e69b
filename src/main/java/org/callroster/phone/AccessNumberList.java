package org.callroster.phone;

import java.util.List;

import org.callroster.values.Paging;

import io.vertx.mutiny.sqlclient.Row;

/** A page of access numbers. A softphone whose user is gone is shown as unassigned. */
public record AccessNumberList(List<AccessNumberView> numbers, String nextCursor) {

    static AccessNumberList of(List<Row> rows, int limit) {
        return new AccessNumberList(Paging.page(rows, limit).stream().map(AccessNumberList::view).toList(),
                Paging.next(rows, limit, last -> List.of(last.getString("number"))));
    }

    static AccessNumberView view(Row row) {
        return new AccessNumberView(row.getString("number"), row.getString("media"), row.getString("type"),
                row.getString("extension"), row.getString("scenario"), row.getString("text_out_service"),
                row.getString("display_name"), row.getString("login_id"), row.getString("first_name"),
                row.getString("last_name"));
    }
}
