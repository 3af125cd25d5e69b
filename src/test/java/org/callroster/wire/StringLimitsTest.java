package org.callroster.wire;

import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import org.callroster.Api;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

/** Contract section 1: how long a string may be, and what may be in it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class StringLimitsTest {

    @ParameterizedTest
    @CsvSource({ "loginId, 128", "firstName, 255", "lastName, 255", "email, 255", "password, 255", "workPhone, 32",
            "mobilePhone, 32" })
    void aStringMayBeSoLongAndNoLonger(String field, int limit) {
        String longest = UUID.randomUUID() + "x".repeat(limit);
        Users.created(Users.with(field, longest.substring(longest.length() - limit)));
        refused(Users.with(field, "x".repeat(limit + 1)), field, "is longer than " + limit + " characters");
    }

    @Test
    void lengthsCountCharactersNotBytes() {
        String loginId = Users.created(Users.with("firstName", "😀".repeat(255)));
        Api.admin().get("/user/" + loginId).then().body("firstName", is("😀".repeat(255)));
        refused(Users.with("firstName", "😀".repeat(256)), "firstName", "is longer than 255 characters");
    }

    @Test
    void aLoginIdThatGrowsInLowerCaseFits() {
        String loginId = UUID.randomUUID() + "İ".repeat(92);
        Users.created(Users.named(loginId));
        Api.admin().get("/user/" + Api.path(loginId)).then().statusCode(200).body("loginId", is(loginId));
    }

    @Test
    void anExtensionHasOneToSixteenDigits() {
        String sixteen = String.valueOf(1_000_000_000_000_000L + System.nanoTime() % 1_000_000_000_000L);
        Api.admin().get("/user/" + Users.created(Users.with("extension", sixteen))).then().body("extension", is(sixteen));
        for (String wrong : new String[] { "12345678901234567", "12a", "-5", "1 2", " 12", "١٢", "1.5" }) {
            refused(Users.with("extension", wrong), "extension", "must be 1 to 16 digits");
        }
        Api.adminSends(Map.of("extension", "")).put("/user/maria.keller").then().statusCode(400)
                .body("violations[0].field", is("extension"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "team/%s", "skill/%s", "role/%s" })
    void aNameInAPathMayBeSoLongAndNoLonger(String path) {
        String longest = UUID.randomUUID() + "x".repeat(219);
        Api.admin().put("/" + path.formatted(longest)).then().statusCode(200).body("name", is(longest));
        Api.admin().put("/" + path.formatted(longest + "x")).then().statusCode(400)
                .body("violations[0].field", is("name"))
                .body("violations[0].message", is("is longer than 255 characters"));
        Api.admin().delete("/" + path.formatted(longest)).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "team/a%00b", "skill/a%07b", "role/a%0Ab", "role/a%C2%85b" })
    void aNameInAPathHoldsNoControlCharacter(String path) {
        Api.admin().put("/" + path).then().statusCode(400).body("violations[0].field", is("name"))
                .body("violations[0].message", is("holds a control character or half a surrogate pair"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "team/%20a", "skill/a%20", "role/%20" })
    void aNameInAPathHasNoOuterSpaces(String path) {
        Api.admin().put("/" + path).then().statusCode(400).body("violations[0].field", is("name"))
                .body("violations[0].message", is("has spaces around it"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "loginId", "firstName", "lastName", "team", "email", "workPhone", "mobilePhone", "password" })
    void noStringHoldsAControlCharacterHalfASurrogatePairOrOuterSpaces(String field) {
        for (String odd : new String[] { "\\u0000", "\\u0007", "\\n", "\\u007f", "\\u0085", "\\ud800", "\\udc00\\ud800" }) {
            refused(json(field, "twelve" + odd + "letters"), field, "holds a control character or half a surrogate pair");
        }
        refused(json(field, " twelve letters"), field, "has spaces around it");
        refused(json(field, "twelve letters "), field, "has spaces around it");
        refused(json(field, "\\u3000twelve letters"), field, "has spaces around it");
    }

    @Test
    void namesOfSkillsAndRolesKeepTheSameRules() {
        refused(json("roles\":[\"Agent\",\"a\\u0000b\"],\"email", ""), "roles[1]",
                "holds a control character or half a surrogate pair");
        refused(json("skills\":{\"a\\u0000b\":1},\"email", ""), "skills.a\u0000b",
                "holds a control character or half a surrogate pair");
        refused(json("skills\":{\"" + "x".repeat(256) + "\":1},\"email", ""), "skills." + "x".repeat(256),
                "is longer than 255 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = { ".", ".." })
    void aLoginIdIsNoDot(String loginId) {
        refused(Users.named(loginId), "loginId", "can't be . or ..");
    }

    @Test
    void aPairOfSurrogatesIsOneCharacter() {
        String loginId = Users.created();
        Api.adminSends("{\"firstName\":\"\\ud83d\\ude00\"}").put("/user/" + loginId).then().statusCode(200)
                .body("firstName", is("😀"));
    }

    /** A create with one attribute that is JSON already, so that it may hold any escape. */
    private static String json(String field, String value) {
        String rest = "\"loginId\":\"%s\",\"firstName\":\"A\",\"lastName\":\"B\",\"team\":\"Sales\","
                .formatted(UUID.randomUUID());
        return "{" + rest.replaceFirst(Pattern.quote("\"" + field + "\"") + ":\"[^\"]*\",", "") + "\"" + field + "\":\"" + value
                + "\"}";
    }

    private static void refused(Object user, String field, String message) {
        Api.adminSends(user).post("/user").then().statusCode(400).body(startsWith("{\"error\":\"bad_request\",")).body(
                containsString("[{\"field\":\"" + field.replace("\0", "\\u0000") + "\",\"message\":\"" + message + "\"}"));
    }
}
