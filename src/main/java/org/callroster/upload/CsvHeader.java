package org.callroster.upload;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.callroster.error.Failure;
import org.callroster.fleet.UserCsv;
import org.callroster.values.Csv;
import org.callroster.values.NearestName;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;

/**
 * The first line of a CSV file: names of attributes in any order and case, separated by commas, semicolons or tabs. Turns the
 * other lines into JSON objects (fleet section 3).
 */
final class CsvHeader {

    /** Instead of an attribute: the cells of this column are not read. */
    private static final String LEFT_OUT = "-";
    private static final String PASSWORD = "password";
    static final List<String> ATTRIBUTES = attributes();
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t');
    private static final int MOST_COLUMNS = 100;
    /** What PowerShell and Excel write before the header. */
    private static final List<String> BEFORE = List.of("#TYPE", "sep=");
    private static final CsvMapper CSV = new CsvMapper();

    /** The attribute of each column; empty for a column without a name. */
    private final List<String> columns;
    private final ObjectReader cells;
    private final boolean clearsBlanks;

    private CsvHeader(List<String> columns, ObjectReader cells, boolean clearsBlanks) {
        this.columns = columns;
        this.cells = cells;
        this.clearsBlanks = clearsBlanks;
    }

    private static List<String> attributes() {
        List<String> names = new ArrayList<>(UserCsv.COLUMNS);
        names.add(PASSWORD);
        return List.copyOf(names);
    }

    /** Throws 400. */
    static CsvHeader read(RecordReader records, CsvReading reading) throws IOException {
        return of(line(records), reading);
    }

    /** The line that names the columns. Throws 400 if there is none. */
    static String line(RecordReader records) throws IOException {
        RecordReader.Raw first = records.next();
        if (first != null && first.text() != null && BEFORE.stream().anyMatch(first.text()::startsWith)) {
            first = records.next();
        }
        if (first == null || first.text() == null || first.text().isBlank()) {
            throw Failure.badRequest("the first line must name the columns");
        }
        return first.text();
    }

    private static CsvHeader of(String line, CsvReading reading) throws JsonProcessingException {
        ObjectReader cells = cells(line);
        List<String> names = List.of(cells(cells, line));
        List<String> columns = reading.columns().isEmpty() ? names.stream().map(CsvHeader::attribute).toList()
                : given(reading.columns(), names.size());
        requireOnce(columns);
        if (!columns.contains("loginId")) {
            throw Failure.badRequest("the first line must name the columns, loginId among them");
        }
        return new CsvHeader(columns, cells, reading.clearsBlanks());
    }

    /** Reads lines that are separated as the first one is. */
    private static ObjectReader cells(String first) {
        return CSV.readerFor(String[].class).with(CSV.schema().withColumnSeparator(separator(first)));
    }

    /** The names of the columns. */
    static List<String> names(String line) throws JsonProcessingException {
        return List.of(cells(cells(line), line)).stream().map(String::strip).toList();
    }

    private static List<String> given(List<String> columns, int expected) {
        if (columns.size() != expected) {
            throw Failure.badField("column",
                    "is given " + columns.size() + " times, but the file has " + expected + " columns");
        }
        return columns.stream().map(column -> column.equals(LEFT_OUT) ? LEFT_OUT : attribute(column)).toList();
    }

    /** The most frequent one. */
    static char separator(String line) {
        return SEPARATORS.stream().max((a, b) -> Long.compare(count(line, a), count(line, b))).filter(c -> count(line, c) > 0)
                .orElse(',');
    }

    private static long count(String line, char separator) {
        return line.chars().filter(c -> c == separator).count();
    }

    private static String attribute(String column) {
        String name = column.strip();
        return name.isEmpty() ? "" : ATTRIBUTES.stream().filter(known -> known.equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private static Failure unknown(String name) {
        String shown = name.length() > 50 ? name.substring(0, 50) + "…" : name;
        return Failure.badField(shown, "is not an attribute of users"
                + NearestName.to(shown.toLowerCase(Locale.ROOT), ATTRIBUTES).map(near -> "; " + near + " is near").orElse(""));
    }

    private static void requireOnce(List<String> columns) {
        if (columns.size() > MOST_COLUMNS) {
            throw Failure.badRequest("the first line has more than " + MOST_COLUMNS + " columns");
        }
        Set<String> seen = new HashSet<>();
        columns.stream().filter(column -> !column.isEmpty() && !column.equals(LEFT_OUT) && !seen.add(column)).findFirst()
                .ifPresent(twice -> {
                    throw Failure.badField(twice, "is named twice in the first line");
                });
    }

    private static String[] cells(ObjectReader reader, String line) throws JsonProcessingException {
        String[] cells = reader.readValue(line);
        return cells == null ? new String[0] : cells;
    }

    /** Throws a {@link Failure} if the line does not fit the header. */
    ObjectNode object(String line, ObjectMapper mapper) throws JsonProcessingException {
        String[] values = cells(cells, line);
        ObjectNode object = mapper.createObjectNode();
        for (int i = 0; i < values.length; i++) {
            String column = i < columns.size() ? columns.get(i) : "";
            if (column.isEmpty() && !values[i].isBlank()) {
                throw Failure.badRequest("cell " + (i + 1) + " has no column");
            }
            if (!column.isEmpty() && !column.equals(LEFT_OUT)) {
                put(object, column, Csv.withoutApostrophe(values[i]), mapper);
            }
        }
        return object;
    }

    private void put(ObjectNode object, String column, String cell, ObjectMapper mapper) throws JsonProcessingException {
        if (!cell.isEmpty()) {
            object.set(column, value(column, cell, mapper));
        } else if (clearsBlanks) {
            object.set(column, blank(column, mapper));
        }
    }

    private static JsonNode value(String column, String cell, ObjectMapper mapper) throws JsonProcessingException {
        return switch (column) {
            case UserCsv.ROLES -> UserCsv.roles(cell, mapper);
            case UserCsv.SKILLS -> UserCsv.skills(cell, mapper);
            default -> mapper.getNodeFactory().textNode(cell);
        };
    }

    /** Flags have no empty value. */
    private static JsonNode blank(String column, ObjectMapper mapper) {
        return switch (column) {
            case UserCsv.ROLES -> mapper.createArrayNode();
            case UserCsv.SKILLS -> mapper.createObjectNode();
            case "disabled", "changePassword" -> mapper.nullNode();
            default -> mapper.getNodeFactory().textNode("");
        };
    }
}
