package org.callroster.values;

import java.util.List;
import java.util.function.UnaryOperator;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.error.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ChecksTest {

    private static final String CLEF = "\uD834\uDD1E";

    @Test
    void absentBreaksNoRuleButRequired() {
        new Checks().loginId("f", null).text("f", null).clearable("f", null, 1).extension("f", null).orFail();
        assertBroken("is missing", checks -> checks.required("f", null));
    }

    @Test
    void lengthsAreCountedInCodePoints() {
        new Checks().loginId("f", CLEF.repeat(128)).text("f", CLEF.repeat(255)).clearable("f", CLEF.repeat(32), 32).orFail();
        assertBroken("is longer than 128 characters", checks -> checks.loginId("f", "a".repeat(129)));
        assertBroken("is longer than 255 characters", checks -> checks.text("f", CLEF.repeat(256)));
        assertBroken("is longer than 32 characters", checks -> checks.clearable("f", "1".repeat(33), 32));
    }

    @Test
    void ofWhatIsTooLongNothingElseIsSaid() {
        assertBroken("is longer than 255 characters", checks -> checks.text("f", " \0".repeat(200)));
        assertBroken("is longer than 32 characters", checks -> checks.clearable("f", " ".repeat(33), 32));
    }

    @Test
    void emptyClearsOnlyWhatCanBeCleared() {
        new Checks().clearable("f", "", 32).orFail();
        assertBroken("is empty", checks -> checks.text("f", ""));
        assertBroken("is empty", checks -> checks.loginId("f", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = { "a\0b", "a\nb", "a\u007Fb", "a\u0085b", "a\uD834b", "a\uDD1Eb", "\uDD1E\uD834" })
    void unprintableCharactersAreRefused(String value) {
        assertBroken("contains a control character or an unpaired surrogate", checks -> checks.text("f", value));
        assertBroken("contains a control character or an unpaired surrogate", checks -> checks.clearable("f", value, 32));
    }

    @ParameterizedTest
    @ValueSource(strings = { " a", "a ", " ", "\u2003a", "\u00A0a", "a\u00A0", "\u2007a", "a\u202F", "\u1680a", "a\u205F",
            "a\u3000",
            "a\u2028", "a\u2029", "\u200Ba", "a\u200B", "\uFEFFa", "a\u200D", "\u00ADa", "a\u2060", "\u200E", "a\uDB40\uDC7F" })
    void outerSpacesAreRefused(String value) {
        assertBroken("has leading or trailing spaces", checks -> checks.text("f", value));
    }

    @ParameterizedTest
    @ValueSource(strings = { "a", "a b", "é", CLEF, "a/b", "…", ".a", "a.b..c", "a\u00A0b", "a\u200Db", "e\u0301", "\u0301e" })
    void everythingElseIsAText(String value) {
        new Checks().text("f", value).loginId("f", value).orFail();
    }

    @ParameterizedTest
    @ValueSource(strings = { ".", ".." })
    void stepsOfAPathAreNoLoginId(String value) {
        assertBroken("can't be . or ..", checks -> checks.loginId("f", value));
        new Checks().text("f", value).orFail();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "12a", "-1", " 1", "12345678901234567", "\u0661" })
    void extensionIsOneToSixteenDigits(String value) {
        assertBroken("must be 1 to 16 digits", checks -> checks.extension("f", value));
        new Checks().extension("f", "1").extension("f", "1234567890123456").orFail();
    }

    @Test
    void allThatIsWrongIsNamedAtOnceAndTheFirstDescribed() {
        Failure failure = assertThrows(Failure.class,
                () -> new Checks().required("a", null).text("b", " x\0").that(false, "c", "is odd").that(true, "d", "")
                        .orFail());
        assertEquals(ErrorCode.BAD_REQUEST, failure.code());
        assertEquals("a is missing", failure.getMessage());
        assertEquals(List.of(new Violation("a", "is missing"),
                new Violation("b", "contains a control character or an unpaired surrogate"),
                new Violation("b", "has leading or trailing spaces"), new Violation("c", "is odd")), failure.violations());
    }

    @Test
    void tooManyViolationsAreCounted() {
        Failure failure = assertThrows(Failure.class, () -> {
            Checks checks = new Checks();
            for (int i = 0; i < 1000; i++) {
                checks.that(false, "f" + i, "is odd");
            }
            checks.orFail();
        });
        assertEquals(20, failure.violations().size());
        assertEquals(new Violation("f19", "is odd"), failure.violations().get(19));
    }

    private static void assertBroken(String message, UnaryOperator<Checks> rule) {
        Failure failure = assertThrows(Failure.class, () -> rule.apply(new Checks()).orFail());
        assertEquals(List.of(new Violation("f", message)), failure.violations());
    }
}
