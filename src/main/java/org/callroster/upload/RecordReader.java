package org.callroster.upload;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;

/**
 * Splits a text into its records: the lines of NDJSON, or of CSV, where a line end between quotes belongs to the record. Holds
 * one record at a time. A longer one than 64 KiB is not held: the reader goes on after its line.
 */
final class RecordReader implements Closeable {

    static final int LONGEST = 64 * 1024;

    private static final char QUOTE = '"';

    /**
     * @param line the number of its first line, from 1
     * @param text null if it is too long
     */
    record Raw(long line, String text) {
    }

    private final BufferedReader text;
    private final boolean quotes;
    private long line = 1;

    /** @param quotes whether line ends between quotes belong to the record */
    RecordReader(Reader text, boolean quotes) {
        this.text = new BufferedReader(text, LONGEST);
        this.quotes = quotes;
    }

    /** Null at the end. */
    Raw next() throws IOException {
        long first = line;
        StringBuilder raw = new StringBuilder();
        boolean quoted = false;
        int c = text.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && (c != '\n' || quoted)) {
            if (raw.length() == LONGEST) {
                skipLine(c);
                return new Raw(first, null);
            }
            quoted ^= quotes && c == QUOTE;
            line += c == '\n' ? 1 : 0;
            raw.append((char) c);
            c = text.read();
        }
        line++;
        return new Raw(first, withoutReturn(raw));
    }

    /** @param next the character that was read last */
    private void skipLine(int next) throws IOException {
        int c = next;
        while (c >= 0 && c != '\n') {
            c = text.read();
        }
        line++;
    }

    private static String withoutReturn(StringBuilder raw) {
        int length = raw.length();
        return length > 0 && raw.charAt(length - 1) == '\r' ? raw.substring(0, length - 1) : raw.toString();
    }

    /** The number of the last line that was read. */
    long linesRead() {
        return line - 1;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
