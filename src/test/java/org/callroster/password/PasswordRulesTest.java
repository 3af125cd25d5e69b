package org.callroster.password;

import java.util.List;

import org.callroster.error.Failure;
import org.callroster.policy.SecurityPolicy;
import org.callroster.tenant.Tenant;
import org.callroster.values.Checks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class PasswordRulesTest {

    private static final String NAMES = "contains the login id, a name of the user or the name of the tenant";

    private final PasswordRules rules = PasswordRules.of(new Tenant(null, "example.com"), SecurityPolicy.DEFAULT)
            .of("tony.cobb", "Zoë", "Cobbleton");

    @ParameterizedTest
    @ValueSource(strings = { "correct horse battery staple", "twelve chars", "Zoë's old house", "a tony-cobb here",
            "密码密码密码密码密码密码", "no rules of composition", "finalfantasy and more", "000000000000-0", "ohne Größe keine Weite" })
    void goodPasswordIsTaken(String password) {
        assertDoesNotThrow(() -> check(rules, password));
    }

    @Test
    void absentPasswordBreaksNoRule() {
        assertDoesNotThrow(() -> check(rules, null));
    }

    @ParameterizedTest
    @CsvSource({ "elevenchars", "e\u0308e\u0308e\u0308e\u0308e\u0308e\u0308", "😀😀😀😀😀😀😀😀😀😀😀" })
    void lengthIsCountedInCharactersAfterNormalisation(String password) {
        assertEquals(List.of("is shorter than 12 characters"), refusal(rules, password));
    }

    @Test
    void lengthIsThatOfThePolicy() {
        assertDoesNotThrow(() -> check(new PasswordRules(8, List.of()), "s3ven-on"));
        assertEquals(List.of("is shorter than 16 characters"), refusal(new PasswordRules(16, List.of()), "fifteen letters"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "finalfantasy", "FinalFantasy", "ｆｉｎａｌｆａｎｔａｓｙ", "qwertyuiop12" })
    void commonPasswordIsRefused(String password) {
        assertEquals(List.of("is a common password"), refusal(rules, password));
    }

    @ParameterizedTest
    @ValueSource(strings = { "I am tony.cobb", "TONY.COBB-tony", "ｔｏｎｙ.ｃｏｂｂ-ab", "my cobbleton 7", "example.com-7x",
            "x-EXAMPLE.com-y" })
    void passwordThatHoldsALoginIdNameOrTenantIsRefused(String password) {
        assertEquals(List.of(NAMES), refusal(rules, password));
    }

    @Test
    void namesUnderFourCharactersMayBeHeld() {
        assertDoesNotThrow(() -> check(rules.of("bob", "Ann", "😀😀😀"), "bob, ann 😀😀😀 and zoë"));
    }

    @Test
    void everythingAtFaultIsNamedAtOnce() {
        assertEquals(List.of("contains a control character or an unpaired surrogate", "is shorter than 12 characters", NAMES),
                refusal(rules, "tony.cobb\0"));
        assertEquals(List.of("has leading or trailing spaces"), refusal(rules, " twelve chars "));
    }

    @Test
    void tooLongIsRefusedBeforeItIsNormalised() {
        assertDoesNotThrow(() -> check(rules, "😀".repeat(255)));
        assertEquals(List.of("is longer than 255 characters"), refusal(rules, "\uFDFA".repeat(1_000_000)));
        assertEquals(List.of("is longer than 255 characters"), refusal(rules, "\0".repeat(256)));
    }

    private static List<String> refusal(PasswordRules rules, String password) {
        return assertThrows(Failure.class, () -> check(rules, password)).violations().stream()
                .map(violation -> violation.message()).toList();
    }

    private static void check(PasswordRules rules, String password) {
        rules.check(new Checks(), "password", password).orFail();
    }
}
