package org.callroster.export;

import java.nio.charset.StandardCharsets;

import org.callroster.fleet.UserCsv;
import org.callroster.profile.UserRow;
import org.callroster.values.Csv;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** Renders users as CSV; the first batch starts with a line of column names. Use one instance for each answer. */
final class UserCsvRows {

    private boolean headed;

    byte[] of(RowSet<Row> rows) {
        StringBuilder csv = new StringBuilder();
        if (!headed) {
            Csv.append(csv, UserCsv.COLUMNS.toArray());
            headed = true;
        }
        for (Row row : rows) {
            UserRow user = UserRow.of(row);
            Csv.append(csv, UserCsv.cells(user.view(), user.etag().toString()));
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }
}
