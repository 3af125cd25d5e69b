package org.callroster.upload;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.callroster.attribute.UserAttributes;
import org.callroster.error.Failure;
import org.callroster.values.JsonErrors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads the lines of a bulk, some at a time. Blocks: only for worker threads. */
public final class UserLines implements Closeable {

    /** Of one transaction. */
    public static final int BATCH = 500;
    /** Hashing so many takes about as long as the rest of a batch. */
    public static final int WITH_PASSWORDS = 20;

    private final RecordReader records;
    private final CsvHeader csv;
    private final ObjectMapper mapper;

    private UserLines(RecordReader records, CsvHeader csv, ObjectMapper mapper) {
        this.records = records;
        this.csv = csv;
        this.mapper = mapper;
    }

    public static UserLines ofNdjson(SpooledText text, ObjectMapper mapper) throws IOException {
        return new UserLines(new RecordReader(text.open(), false), null, mapper);
    }

    /**
     * Reads the header. Throws 400 if it is missing, or names what is not an attribute.
     */
    public static UserLines ofCsv(SpooledText text, CsvReading reading, ObjectMapper mapper) throws IOException {
        RecordReader records = new RecordReader(text.open(), true);
        try {
            return new UserLines(records, CsvHeader.read(records, reading), mapper);
        } catch (JsonProcessingException e) {
            records.close();
            throw Failure.badRequest("the first line is not CSV");
        } catch (Failure e) {
            records.close();
            throw e;
        }
    }

    /** Up to so many lines; empty at the end. Blank lines are left out. */
    public List<UserLine> next(int most) throws IOException {
        List<UserLine> lines = new ArrayList<>();
        int passwords = 0;
        RecordReader.Raw raw = null;
        while (lines.size() < most && passwords < WITH_PASSWORDS && (raw = records.next()) != null) {
            if (raw.text() == null || !raw.text().isBlank()) {
                UserLine line = line(raw);
                lines.add(line);
                passwords += line.hasPassword() ? 1 : 0;
            }
        }
        return lines;
    }

    private UserLine line(RecordReader.Raw raw) {
        if (raw.text() == null) {
            return UserLine.unreadable(raw.line(), Failure.badRequest(
                    csv == null ? "the line is over 64 KiB" : "the line is over 64 KiB, or a quote is not closed"));
        }
        try {
            UserAttributes attributes = csv == null ? mapper.readValue(raw.text(), UserAttributes.class)
                    : mapper.treeToValue(csv.object(raw.text(), mapper), UserAttributes.class);
            return attributes == null ? UserLine.unreadable(raw.line(), Failure.badRequest("the line must be one JSON object"))
                    : UserLine.of(raw.line(), attributes);
        } catch (JsonProcessingException e) {
            return UserLine.unreadable(raw.line(), JsonErrors.of(e));
        } catch (Failure e) {
            return UserLine.unreadable(raw.line(), e);
        }
    }

    /** The number of the last line that was read. */
    public long linesRead() {
        return records.linesRead();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
