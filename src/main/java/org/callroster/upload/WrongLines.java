package org.callroster.upload;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;

import org.callroster.error.Failure;

/**
 * Picks lines out of a CSV file and adds a column that says what is wrong with each. They stay as they are otherwise, so that
 * they can be mended and sent again. Blocks: only for worker threads.
 */
public final class WrongLines implements Closeable {

    private static final String LINE_END = "\r\n";
    /** Without it spreadsheets take UTF-8 for another encoding. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final RecordReader records;
    private final String header;
    private final char separator;
    private boolean begun;

    private WrongLines(RecordReader records, String header) {
        this.records = records;
        this.header = header;
        this.separator = CsvHeader.separator(header);
    }

    /** Reads the file once, so that no answer breaks off in it. Throws 400 if it is not text, or has no first line. */
    public static WrongLines open(SpooledText text) throws IOException {
        text.measure();
        RecordReader records = new RecordReader(text.open(), true);
        try {
            return new WrongLines(records, CsvHeader.line(records));
        } catch (Failure e) {
            records.close();
            throw e;
        }
    }

    /**
     * The next lines, the first time with the names of the columns before them. Lines that are too long are left out.
     *
     * @param reasons why lines are wrong, by their numbers, which are greater than those of the last time
     */
    public byte[] next(SortedMap<Long, String> reasons) throws IOException {
        StringBuilder lines = new StringBuilder();
        if (!begun) {
            lines.append(BYTE_ORDER_MARK).append(header).append(separator).append("error").append(LINE_END);
            begun = true;
        }
        RecordReader.Raw raw = null;
        while (!reasons.isEmpty() && (raw == null || raw.line() < reasons.lastKey()) && (raw = records.next()) != null) {
            String reason = reasons.get(raw.line());
            if (reason != null && raw.text() != null) {
                lines.append(raw.text()).append(separator).append(quoted(reason)).append(LINE_END);
            }
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String reason) {
        return '"' + reason.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
