package org.callroster.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** Rows as the elements of a compact JSON array, without its brackets; absent values are left out. */
final class JsonRows {

    private static final SerializedString COMMA = new SerializedString(",");
    private static final JsonFactory JSON = new JsonFactory();

    private JsonRows() {
    }

    static byte[] of(RowSet<Row> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.setRootValueSeparator(COMMA);
            for (Row row : rows) {
                write(json, row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Row row) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < row.size(); i++) {
            write(json, row.getColumnName(i), row.getValue(i));
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String key, Object value) throws IOException {
        if (value instanceof Boolean flag) {
            json.writeBooleanField(key, flag);
        } else if (value != null) {
            json.writeStringField(key, value.toString());
        }
    }
}
