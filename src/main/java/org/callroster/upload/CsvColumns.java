package org.callroster.upload;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.callroster.error.Failure;
import org.callroster.values.NearestName;

import com.fasterxml.jackson.core.JsonProcessingException;

/** What the columns of a CSV file probably are, from its beginning. */
public final class CsvColumns {

    /** What the columns may be. */
    public static final List<String> ATTRIBUTES = CsvHeader.ATTRIBUTES;

    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}]");
    private static final int LONGEST_NEAR = 64;
    private static final int MOST_SHOWN = 100;
    private static final char UNREADABLE = '\uFFFD';

    private CsvColumns() {
    }

    /**
     * @param name in the first line
     * @param attribute the probable one; empty if there is none
     */
    public record Column(String name, String attribute) {
    }

    /**
     * @param beginning of the file, its whole first line in it
     * @throws Failure 400 if it is not CSV
     */
    public static List<Column> of(byte[] beginning) {
        List<String> names = names(beginning);
        List<String> attributes = guessed(names);
        return IntStream.range(0, names.size()).mapToObj(i -> new Column(names.get(i), attributes.get(i))).toList();
    }

    private static List<String> names(byte[] beginning) {
        try (RecordReader records =
                new RecordReader(SpooledText.open(new ByteArrayInputStream(beginning), CodingErrorAction.REPLACE), true)) {
            String line = CsvHeader.line(records);
            List<String> names = CsvHeader.names(line);
            if (line.chars().anyMatch(c -> c == UNREADABLE || c < ' ' && c != '\t') || names.size() > MOST_SHOWN) {
                throw notCsv();
            }
            return names;
        } catch (JsonProcessingException e) {
            throw notCsv();
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory can be read", e);
        }
    }

    private static Failure notCsv() {
        return Failure.badRequest("this is not a CSV file: save the spreadsheet as CSV in UTF-8 first");
    }

    /** First those that are named, so that a similar name does not take an attribute from them. */
    private static List<String> guessed(List<String> names) {
        List<String> guessed = new ArrayList<>(names.stream().map(CsvColumns::same).toList());
        for (int i = 0; i < names.size(); i++) {
            if (guessed.get(i).isEmpty()) {
                guessed.set(i, near(names.get(i)).filter(attribute -> !guessed.contains(attribute)).orElse(""));
            }
        }
        return guessed;
    }

    /** {@code First name} is {@code firstName}. */
    private static String same(String name) {
        String letters = letters(name);
        return ATTRIBUTES.stream().filter(attribute -> attribute.equalsIgnoreCase(letters)).findFirst().orElse("");
    }

    private static Optional<String> near(String name) {
        String letters = letters(name);
        return letters.length() > LONGEST_NEAR ? Optional.empty() : NearestName.to(letters, ATTRIBUTES);
    }

    private static String letters(String name) {
        return name.length() > LONGEST_NEAR ? name : NO_LETTER.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
