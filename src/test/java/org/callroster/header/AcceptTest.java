package org.callroster.header;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** RFC 9110 §12.5.1: CSV or JSON. */
class AcceptTest {

    @ParameterizedTest
    @ValueSource(strings = {
            "text/csv", "TEXT/CSV", "Text/Csv", "text/*", "text/csv; charset=utf-8", "text/csv;header=\"a, b;q=0\"",
            "text/csv, application/json;q=0.9", "application/json;q=0.999,text/csv",
            "application/xml, text/csv;q=0.9", "text/csv;Q=0.5", "text/csv ; q=0.5 , */*;q=0.1", "text/csv;q=.5",
            "text/csv, */*;q=0.5", "text/*, application/json;q=0.2", "application/json;q=0, */*",
            "text/csv;q=1.000, application/*;q=0.9", ",, text/csv,,", "text/csv;q=0.001",
            "application/json;q=much, text/csv;q=0.1", "nonsense, text/csv", "text/csv\t;\tq=1" })
    void csvIsPreferred(String header) {
        assertTrue(prefersCsv(header));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", "*/*", "application/json", "application/json, text/csv", "text/csv, application/json", "text/csv, */*",
            "text/csv;q=0, application/json", "text/csv;q=0", "text/csv;q=0.0", "text/csv;q=0, text/*", "text/html, */*",
            "text/csv;q=0.3, application/json;q=0.4", "text/*, */*", "text/csv;q=0, */*", "text/csv;q=0.5, application/*",
            "text/csvx", "xtext/csv", "text/csv/x", "text /csv", "text/ csv", "*/csv", "text", "text/", "/csv", "*",
            "text/csv;q=2",
            "text/csv;q=-1", "text/csv;q=1.001", "text/csv;q=0.1234567", "text/csv;q=", "text/csv;q", "text/csv;q=.",
            "text/csv;q=0.5.5", "text/csv;q=\"1\"", "text/csv;=1", "text/csv;a=\"open", "text/csv;q=0;q=1",
            "application/json;a=\", text/csv", "image/png;note=\"text/csv\"" })
    void jsonIsAnswered(String header) {
        assertFalse(prefersCsv(header));
    }

    @Test
    void noHeaderIsJson() {
        assertFalse(Accept.of(List.of()).prefers("text/csv", "application/json"));
    }

    @Test
    void severalHeadersAreOne() {
        assertTrue(Accept.of(List.of("application/json;q=0.5", "text/csv")).prefers("text/csv", "application/json"));
        assertFalse(Accept.of(List.of("application/json", "text/csv;q=0.5")).prefers("text/csv", "application/json"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "application/yaml, application/json|false", "application/json|true", "application/*|false",
            "application/json, application/yaml;q=0.9|true", "application/json;q=0|false" })
    void anyTwoTypesAreCompared(String header, boolean json) {
        assertEquals(json, Accept.of(List.of(header)).prefers("application/json", "application/yaml"));
    }

    @Test
    void aHeaderThatIsTooLongSaysNothing() {
        String filler = ",x/y".repeat((ListHeader.MAX_LENGTH - 8) / 4);
        assertTrue(prefersCsv("text/csv" + filler));
        assertFalse(prefersCsv("text/csv" + filler + ",x/y"));
        assertFalse(Accept.of(List.of("text/csv", filler, filler)).prefers("text/csv", "application/json"));
    }

    private static boolean prefersCsv(String header) {
        return Accept.of(List.of(header)).prefers("text/csv", "application/json");
    }
}
