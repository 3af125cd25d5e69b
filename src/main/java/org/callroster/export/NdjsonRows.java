package org.callroster.export;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.callroster.profile.UserRow;
import org.callroster.profile.UserView;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** Renders users as lines of JSON (NDJSON): as in a list, with the ETag. */
final class NdjsonRows {

    public static final String MEDIA_TYPE = "application/x-ndjson";

    @RegisterForReflection
    private record Line(@JsonUnwrapped UserView user, String etag) {
    }

    private final ObjectMapper mapper;

    NdjsonRows(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** Without the line end of the last row, which Quarkus adds. */
    byte[] of(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(UserRow::of).map(this::line)
                .collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8);
    }

    private String line(UserRow user) {
        try {
            return mapper.writeValueAsString(new Line(user.view().withoutLoginInfo(), user.etag().toString()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a user is plain data", e);
        }
    }
}
