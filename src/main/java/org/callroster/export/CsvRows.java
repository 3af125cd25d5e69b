package org.callroster.export;

import java.nio.charset.StandardCharsets;

import org.callroster.values.Csv;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** Renders rows as CSV; the first batch starts with a line of column names. Use one instance for each answer. */
final class CsvRows {

    private boolean headed;

    byte[] of(RowSet<Row> rows) {
        StringBuilder csv = new StringBuilder();
        if (!headed) {
            Csv.append(csv, rows.columnsNames().toArray());
            headed = true;
        }
        for (Row row : rows) {
            Csv.append(csv, cells(row));
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Object[] cells(Row row) {
        Object[] cells = new Object[row.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = row.getValue(i);
        }
        return cells;
    }
}
