package org.callroster.values;

import java.util.List;
import java.util.Map;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What is read liberally, what is refused, and in which words (contract section 1). */
class JsonTest {

    record Sample(String text, @JsonDeserialize(using = LenientDeserializers.Digits.class) String digits, Boolean flag,
            Integer number,
            Long big, Map<String, Integer> levels, List<String> list, List<Sample> nested) {
    }

    private final ObjectMapper mapper = new ObjectMapper();

    JsonTest() {
        new JsonRules().customize(mapper);
    }

    @ParameterizedTest
    @CsvSource({ "true, true", "false, false", "'\"true\"', true", "'\"false\"', false" })
    void flagsAreReadAsTextToo(String json, boolean value) throws JsonProcessingException {
        assertEquals(value, read("{\"flag\":" + json + "}").flag());
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"TRUE\"", "\"yes\"", "\"\"", "1", "0", "[]", "{}", "[true]" })
    void nothingElseIsAFlag(String json) {
        assertRefused("flag must be true or false", "{\"flag\":" + json + "}");
    }

    @ParameterizedTest
    @CsvSource({ "80, 80", "'\"80\"', 80", "-1, -1", "'\"-1\"', -1", "'\"007\"', 7", "999999999, 999999999",
            "1.0, 1", "1e2, 100", "-1.50e1, -15", "0.0, 0", "0e9, 0" })
    void wholeNumbersAreReadAsTextAndHoweverTheyAreWritten(String json, int value) throws JsonProcessingException {
        assertEquals(value, read("{\"number\":" + json + "}").number());
        assertEquals(Map.of("a", value), read("{\"levels\":{\"a\":" + json + "}}").levels());
    }

    @ParameterizedTest
    @ValueSource(strings = { "1.5", "1e-2", "1e9", "1e2147483648", "-1e2147483647", "\"1.0\"", "\"\"", "\" 1\"", "\"+1\"",
            "true", "[1]", "{}", "1234567890123" })
    void nothingElseIsAWholeNumber(String json) {
        assertRefused("number must be a whole number", "{\"number\":" + json + "}");
        assertRefused("levels.a must be a whole number", "{\"levels\":{\"a\":" + json + "}}");
    }

    @ParameterizedTest
    @CsvSource({ "1048, 1048", "'\"1048\"', 1048", "14155550123456789012, 14155550123456789012", "'\"\"', ''",
            "1048.0, 1048", "1.4155550153E10, 14155550153", "1e31, 10000000000000000000000000000000" })
    void digitsAreReadAsNumbersToo(String json, String value) throws JsonProcessingException {
        assertEquals(value, read("{\"digits\":" + json + "}").digits());
    }

    @ParameterizedTest
    @ValueSource(strings = { "1.5", "1e32", "1e2147483647", "true", "[1]", "{}" })
    void nothingElseIsDigits(String json) {
        assertRefused("digits must be a string", "{\"digits\":" + json + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = { "1", "1.5", "true", "[]", "{}", "[\"a\"]" })
    void textIsOnlyText(String json) {
        assertRefused("text must be a string", "{\"text\":" + json + "}");
        assertRefused("list[1] must be a string", "{\"list\":[\"a\"," + json + "]}");
    }

    @Test
    void containersMustBeOfTheirKind() {
        assertRefused("levels must be an object", "{\"levels\":[]}");
        assertRefused("levels must be an object", "{\"levels\":\"a\"}");
        assertRefused("list must be an array", "{\"list\":{}}");
        assertRefused("list must be an array", "{\"list\":\"a\"}");
        assertRefused("big must be a whole number", "{\"big\":\"x\"}");
    }

    @Test
    void nullIsTheSameAsAbsentEverywhere() throws JsonProcessingException {
        Sample sample = read("{\"text\":null,\"digits\":null,\"flag\":null,\"number\":null,\"levels\":null,\"list\":null}");
        assertEquals(new Sample(null, null, null, null, null, null, null, null), sample);
    }

    /** Absent items would leave an empty list, which takes everything away. */
    @Test
    void nullIsNoItem() {
        assertRefused("list[1] must not be null", "{\"list\":[\"x\",null]}");
        assertRefused("levels.a must not be null", "{\"levels\":{\"a\":null,\"b\":1}}");
    }

    @Test
    void whatIsTooLongOrTooDeepIsNotRead() {
        String words = "the JSON has a key or a number that is too long, or is nested too deeply";
        for (String json : new String[] { "{\"" + "k".repeat(2000) + "\":1}", "{\"levels\":{\"" + "k".repeat(2000) + "\":1}}",
                "{\"number\":" + "9".repeat(200) + "}", "{\"nested\":[".repeat(40) }) {
            assertRefused(words, json);
        }
    }

    @Test
    void unknownPropertyIsNamedByItsPath() {
        assertRefused("colour is unknown", "{\"colour\":1}");
        assertRefused("nested[1].colour is unknown", "{\"nested\":[{},{\"colour\":1}]}");
    }

    @Test
    void placeInsideIsNamedByItsPath() {
        assertRefused("nested[0].levels.English must be a whole number",
                "{\"nested\":[{\"levels\":{\"English\":\"good\"}}]}");
    }

    @Test
    void repeatedKeyIsNamed() {
        assertRefused("malformed JSON: duplicate key 'text' at line 2, column 7",
                "{\"text\":\"a\",\n\"text\":\"b\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "{\"text\":", "{\"text\":\"a\"", "{\"text\":\"a", "{text:1}", "{\"text\":'a'}", "{\"text\":\"a\"}x",
                    "nothing", "{\"list\":[\"a\",]}", "{\"text\":\"\\x\"}", "{\"nested\":[{\"text\":\"a\"]}",
                    "{\"levels\":{\"a\":1" })
    void malformedTextIsCalledSoWithItsPlace(String json) {
        Failure failure = refusal(json);
        assertEquals(ErrorCode.BAD_REQUEST, failure.code());
        org.hamcrest.MatcherAssert.assertThat(failure.getMessage(),
                org.hamcrest.Matchers.matchesPattern("malformed JSON at line 1, column \\d+"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "[]", "[{}]", "\"a\"", "\"\"", "1", "true", "{} {}" })
    void bodyMustBeAnObject(String json) {
        assertRefused("the body must be one JSON object", json);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"flag\":\"x\"}", "[]", "{\"colour\":1}", "{", "{\"list\":{}}" })
    void noClassIsEverNamed(String json) {
        org.hamcrest.MatcherAssert.assertThat(refusal(json).getMessage(),
                org.hamcrest.Matchers.not(org.hamcrest.Matchers.matchesPattern("(?s).*(java|org|com)\\..*")));
    }

    @Test
    void keysAreWrittenInTheirOrderAndAbsentOnesLeftOut() throws JsonProcessingException {
        assertEquals("{\"text\":\"a\",\"flag\":true,\"list\":[]}",
                mapper.writeValueAsString(new Sample("a", null, true, null, null, null, List.of(), null)));
    }

    private void assertRefused(String message, String json) {
        assertEquals(message, refusal(json).getMessage());
    }

    private Failure refusal(String json) {
        return JsonErrors.of(assertThrows(JsonProcessingException.class, () -> read(json), json));
    }

    private Sample read(String json) throws JsonProcessingException {
        return mapper.readValue(json, Sample.class);
    }
}
