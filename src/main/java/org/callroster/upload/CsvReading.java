package org.callroster.upload;

import java.util.List;

/**
 * How the lines of a CSV file are read.
 *
 * @param clearsBlanks whether an empty cell is an empty value; otherwise the attribute is absent
 * @param columns the attribute of each column, {@code -} for one that is left out; empty if the first line names the attributes
 */
public record CsvReading(boolean clearsBlanks, List<String> columns) {

    /** As the first line says. */
    public static CsvReading named(boolean clearsBlanks) {
        return new CsvReading(clearsBlanks, List.of());
    }
}
