package org.callroster.values;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class CsvTest {

    @Test
    void cellsAreSeparatedByCommasAndRecordsEndWithCrLf() {
        assertEquals("1000,admin,false\r\n", csv("1000", "admin", false));
    }

    @Test
    void absentValueIsAnEmptyCell() {
        assertEquals("1000,,admin,\r\n", csv("1000", null, "admin", null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "Smith, Jr.|\"Smith, Jr.\"", "6\" nail|\"6\"\" nail\"", "1090,1091|\"1090,1091\"" })
    void commaAndQuoteAreQuoted(String text, String cell) {
        assertEquals(cell + "\r\n", csv(text));
    }

    @ParameterizedTest
    @ValueSource(strings = { "\n", "\r", "\r\n" })
    void lineBreakIsQuoted(String lineBreak) {
        assertEquals("\"a" + lineBreak + "b\"\r\n", csv("a" + lineBreak + "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "=1+1", "+4930", "-2", "@SUM(A1)", "\t=1" })
    void cellThatASpreadsheetWouldCalculateGetsAnApostrophe(String formula) {
        assertEquals("'" + formula + "\r\n", csv(formula));
    }

    @Test
    void formulaWithAQuoteGetsBoth() {
        assertEquals("\"'=HYPERLINK(\"\"http://example.com\"\")\"\r\n", csv("=HYPERLINK(\"http://example.com\")"));
    }

    @Test
    void signInsideTheTextIsLeftAlone() {
        assertEquals("sam.ortiz+weekend@example.com,d'Arcy,a=b-c\r\n", csv("sam.ortiz+weekend@example.com", "d'Arcy", "a=b-c"));
    }

    @Test
    void recordsAreAppended() {
        StringBuilder out = new StringBuilder();
        Csv.append(out, "number", "media");
        Csv.append(out, "14151234567", "voice");
        assertEquals("number,media\r\n14151234567,voice\r\n", out.toString());
    }

    private static String csv(Object... cells) {
        StringBuilder out = new StringBuilder();
        Csv.append(out, cells);
        return out.toString();
    }
}
