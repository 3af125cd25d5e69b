package org.callroster.values;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.callroster.Api;
import org.callroster.RawHttp;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

/** Contract section 1: what is read liberally and what is refused in a JSON body, with the words that name the fault. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class JsonInputTest {

    private static final String REST = "\"firstName\":\"A\",\"lastName\":\"B\",\"team\":\"Sales\"}";

    @ParameterizedTest
    @ValueSource(strings = { "{", "{\"loginId\":\"a\"", "{\"loginId\":\"a", "{\"loginId\":}", "{\"loginId\":\"a\",}",
            "{'loginId':'a'}", "{loginId:\"a\"}", "{}}", "{}x", "// comment\n{}", "{\"loginId\":\"a\nb\"}", "NaN", "\u0000" })
    void malformedJsonSaysWhere(String body) {
        refused(body).body("error_description", startsWith("malformed JSON at line 1, column "));
    }

    @ParameterizedTest
    @ValueSource(strings = { "[]", "\"text\"", "\"\"", "5", "true", "{} {}", "[{}]" })
    void aBodyThatIsNotOneObjectIsRefused(String body) {
        refused(body).body("error_description", is("the body must be one JSON object"));
    }

    /** Generated clients write it where an optional body is not given. */
    @Test
    void nullIsNoBody() {
        for (String call : List.of("/team/Sales", "/skill/English", "/user/admin", "/securitypolicy")) {
            Api.adminSends("null").put(call).then().statusCode(200);
        }
        create("null").statusCode(400).body("violations[0].field", is("loginId")).body("violations[0].message",
                is("is missing"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"loginId\":\"a\",\"loginId\":\"a\",",
            "{\"loginId\":\"a\",\"skills\":{\"loginId\":1,\"loginId\":2}," })
    void aRepeatedKeyIsRefusedByName(String body) {
        refused(body + REST).body("error_description", startsWith("malformed JSON: duplicate key 'loginId' at "));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
            "loginId, 5, must be a string", "loginId, true, must be a string", "loginId, `[\"a\"]`, must be a string",
            "loginId, {}, must be a string", "firstName, 1.5, must be a string", "lastName, false, must be a string",
            "team, 7, must be a string", "email, 7, must be a string", "password, 123456789012, must be a string",
            "workPhone, 1.5, must be a string", "mobilePhone, true, must be a string", "extension, 10.5, must be a string",
            "extension, [], must be a string", "disabled, 1, must be true or false", "disabled, \"yes\", must be true or false",
            "disabled, \"\", must be true or false", "changePassword, {}, must be true or false",
            "skills, [], must be an object", "skills, \"English\", must be an object", "skills, \"\", must be an object",
            "skills, 5, must be an object", "roles, \"Agent\", must be an array", "roles, {}, must be an array",
            "roles, \"\", must be an array" })
    void aValueOfAnotherTypeIsRefused(String field, String value, String message) {
        violation(update("{\"" + field + "\":" + value + "}"), field, message);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = { "80.5, must be a whole number", "8e-1, must be a whole number",
            "1e9, must be a whole number", "1e999999999, must be a whole number", "1e99999999999, must be a whole number",
            "\"80.0\", must be a whole number", "null, must not be null", "-1.0, must be from 0 to 100",
            "true, must be a whole number", "\"\", must be a whole number", "\" 8\", must be a whole number",
            "99999999999, must be a whole number", "[80], must be a whole number", "\"eighty\", must be a whole number",
            "101, must be from 0 to 100", "-1, must be from 0 to 100", "\"101\", must be from 0 to 100" })
    void aSkillLevelThatIsNoneIsRefused(String level, String message) {
        violation(update("{\"skills\":{\"English\":" + level + "}}"), "skills.English", message);
    }

    @ParameterizedTest
    @CsvSource({ "5, must be a string", "'[\"Agent\"]', must be a string", "'\"\"', is empty", "null, must not be null" })
    void aRoleThatIsNoNameIsRefused(String role, String message) {
        violation(update("{\"roles\":[\"Agent\"," + role + "]}"), "roles[1]", message);
    }

    @ParameterizedTest
    @ValueSource(strings = { "1", "null", "{}", "[[]]", "\"x\"" })
    void anUnknownPropertyIsNamed(String value) {
        violation(update("{\"favouriteColour\":" + value + "}"), "favouriteColour", "is unknown");
        violation(update("{\"FirstName\":" + value + "}"), "FirstName", "is unknown");
    }

    @ParameterizedTest
    @CsvSource({ "true, true", "false, false", "'\"true\"', true", "'\"false\"', false" })
    void aBooleanMayBeAString(String written, boolean meant) {
        String loginId = Users.created(Users.with("changePassword", !meant));
        Api.adminSends("{\"changePassword\":" + written + "}").put("/user/" + loginId).then().statusCode(200)
                .body("changePassword", is(meant));
    }

    @Test
    void numbersAreReadLiberallyAndWrittenStrictly() {
        String loginId = Users.created();
        Api.adminSends("{\"extension\":7000001,\"workPhone\":14155550153,\"mobilePhone\":41,\"skills\":{\"English\":\"080\"}}")
                .put("/user/" + loginId).then().statusCode(200).body(containsString("\"extension\":\"7000001\""))
                .body(containsString("\"workPhone\":\"14155550153\"")).body(containsString("\"mobilePhone\":\"41\""))
                .body(containsString("\"skills\":{\"English\":80}"));
    }

    @ParameterizedTest
    @CsvSource({ "80.0, 80", "80, 80", "8e1, 80", "0.0, 0", "1.0E2, 100", "100.000, 100" })
    void aNumberWithoutAFractionIsWholeHoweverItIsWritten(String level, int meant) {
        String loginId = Users.created();
        Api.adminSends("{\"skills\":{\"English\":" + level + "}}").put("/user/" + loginId).then().statusCode(200)
                .body("skills.English", is(meant));
    }

    /** As some write whole numbers that they keep as floating point ones. */
    @Test
    void anExtensionOrPhoneNumberMayBeWrittenAsAFloatingPointNumber() {
        String loginId = Users.created();
        Api.adminSends("{\"extension\":7000002.0,\"workPhone\":1.4155550153E10}").put("/user/" + loginId).then()
                .statusCode(200).body("extension", is("7000002")).body("workPhone", is("14155550153"));
        violation(update("{\"workPhone\":1e999999999}"), "workPhone", "must be a string");
        violation(update("{\"workPhone\":1e33}"), "workPhone", "must be a string");
    }

    /** It would take all roles away. */
    @Test
    void nullInAListTakesNothingAway() {
        String loginId = Users.created(Users.with("skills", Map.of("English", 1)));
        for (String body : new String[] { "{\"roles\":[null]}", "{\"skills\":{\"English\":null}}" }) {
            Api.adminSends(body).put("/user/" + loginId).then().statusCode(400);
        }
        Api.admin().get("/user/" + loginId).then().body("skills.English", is(1)).body("roles[0]", is("Agent"));
        violation(Api.adminSends("{\"privileges\":[null]}").put("/role/Agent").then(), "privileges[0]", "must not be null");
    }

    @Test
    void nullIsAsGoodAsAbsentInAnUpdate() {
        String loginId = Users.created(Users.with("email", "a@example.com"));
        String before = Api.admin().get("/user/" + loginId).asString();
        Api.adminSends("{\"loginId\":null,\"firstName\":null,\"lastName\":null,\"team\":null,\"password\":null,"
                + "\"changePassword\":null,\"extension\":null,\"workPhone\":null,\"mobilePhone\":null,\"email\":null,"
                + "\"disabled\":null,\"skills\":null,\"roles\":null,\"loginInfo\":null}").put("/user/" + loginId).then()
                .statusCode(200).body(is(before));
    }

    @Test
    void nullIsAsGoodAsAbsentInACreate() {
        Map<String, Object> user = Users.somebody();
        for (String optional : new String[] { "password", "changePassword", "extension", "workPhone", "mobilePhone", "email",
                "disabled", "skills", "roles" }) {
            user.put(optional, null);
        }
        Api.admin().get("/user/" + Users.created(user)).then().statusCode(200).body("roles[0]", is("Agent"))
                .body("disabled", is(false)).body("changePassword", is(false));
        user.put("team", null);
        violation(create(user), "team", "is missing");
    }

    @Test
    void emptyClearsOptionalStringsSkillsAndRoles() {
        Map<String, Object> user = Users.with("email", "a@example.com");
        user.putAll(Map.of("workPhone", "1", "mobilePhone", "2", "skills", Map.of("English", 1)));
        String loginId = Users.created(user);
        String extension = Api.admin().get("/user/" + loginId).path("extension");
        Api.adminSends("{\"email\":\"\",\"workPhone\":\"\",\"mobilePhone\":\"\",\"skills\":{},\"roles\":[]}")
                .put("/user/" + loginId).then().statusCode(200)
                .body(is("{\"disabled\":false,\"changePassword\":false,\"skills\":{},\"loginId\":\"" + loginId
                        + "\",\"firstName\":\"Sheila\",\"lastName\":\"Jones\",\"team\":\"Customer Service\",\"extension\":\""
                        + extension + "\",\"roles\":[]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "firstName", "lastName", "team", "password" })
    void aRequiredStringCanNotBeCleared(String field) {
        violation(update("{\"" + field + "\":\"\"}"), field, "is empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "{\"loginId\":", "{\"loginInfo\":", "{\"skills\":{\"English\":", "{\"roles\":", "{\"unknown\":", "" })
    void tenThousandLevelsOfNestingAreRefused(String start) {
        for (String level : new String[] { "[", "{\"a\":" }) {
            assertThat(raw(start + level.repeat(10_000)), startsWith("{\"error\":\"bad_request\","));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"extension\":%s}", "{\"skills\":{\"English\":%s}}", "{\"unknown\":%s}" })
    void anEndlessNumberIsRefused(String body) {
        for (String number : new String[] { "9".repeat(100_000), "1e" + "9".repeat(500) }) {
            assertThat(raw(body.formatted(number)), startsWith("{\"error\":\"bad_request\","));
        }
    }

    /** Latin-1, half a character, one that is written too long, half a surrogate pair, UTF-16. */
    @ParameterizedTest
    @ValueSource(strings = { "\u00fc", "\u00c3", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\0\u00fc",
            "\u00f8\u0088\u0080\u0080\u0080" })
    void aBodyThatIsNotUtf8IsRefused(String bytes) {
        assertThat(raw(BodyPublishers.ofByteArray(("{\"loginId\":\"" + bytes + "\"}").getBytes(StandardCharsets.ISO_8859_1))),
                is("{\"error\":\"bad_request\",\"error_description\":\"the body is not UTF-8\"}"));
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        String body = "{\"loginId\":\"%s\",".formatted(UUID.randomUUID()) + REST;
        assertThat(raw("\uFEFF" + body), is("OK"));
        assertThat(raw("\uFEFF"), startsWith("{\"error\":\"bad_request\","));
    }

    @Test
    void aLongRepeatedKeyIsCut() {
        String key = "k".repeat(50_000);
        Api.adminSends("{\"skills\":{\"" + key + "\":1,\"" + key + "\":1}}").put("/user/maria.keller").then().statusCode(400)
                .body("error", is("bad_request"));
        key = "k".repeat(500);
        Api.adminSends("{\"" + key + "\":1,\"" + key + "\":1}").put("/user/maria.keller").then().statusCode(400)
                .body("error_description", startsWith("malformed JSON: duplicate key 'kkk"));
    }

    @Test
    void anAnswerListsTwentyViolationsAndCountsTheOthers() {
        String roles = "\"\",".repeat(100_000);
        update("{\"roles\":[" + roles.substring(0, roles.length() - 1) + "]}").statusCode(400)
                .body("violations.size()", is(20)).body("violations[19].field", is("roles[19]")).body("more", is(99_980))
                .body("error_description", is("roles[0] is empty"));
        Api.adminSends("{\"email\":\" \"}").put("/user/maria.keller").then().body("more", is((Object) null));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"loginId\":\"\\ud800\"}", "{\"skills\":{\"\\ud800\":1}}", "{\"roles\":[\"\\udfff\"]}",
            "{\"\\ud800\":1}", "{\"\\u0000\":1}", "{\"a\\ud800\":1,\"a\\ud800\":2}" })
    void anOddNameIsRefusedInAnAnswerThatCanBeRead(String body) {
        refused(body).body("error", is("bad_request"));
    }

    private static ValidatableResponse create(Object body) {
        return Api.adminSends(body).post("/user").then();
    }

    private static ValidatableResponse update(Object body) {
        return Api.adminSends(body).put("/user/maria.keller").then();
    }

    /** Both by the create and by the update call. */
    private static ValidatableResponse refused(String body) {
        create(body).statusCode(400);
        return update(body).statusCode(400).body("error", is("bad_request"));
    }

    /** The answer to a body that RestAssured would take too long over, or not send as it is. */
    private static String raw(String body) {
        return raw(BodyPublishers.ofString(body));
    }

    private static String raw(BodyPublisher body) {
        String token = Api.token(Api.EXAMPLE, "admin");
        return RawHttp.send("POST", Api.BASE + "/user", token, "application/json", body).body();
    }

    private static void violation(ValidatableResponse answer, String field, String message) {
        answer.statusCode(400).body("error", is("bad_request")).body("violations[0].field", is(field))
                .body("violations[0].message", is(message)).body("error_description", is(field + " " + message));
    }
}
