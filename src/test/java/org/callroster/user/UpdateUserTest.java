package org.callroster.user;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.callroster.Api;
import org.callroster.SteppedTicker;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

/** Contract section 3, Update. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class UpdateUserTest {

    @Test
    void theAnswerIsTheUserAsReadAfterwardsWithHisNewETag() {
        String loginId = Users.created();
        String before = etag(loginId);
        Response updated = Api.adminSends(Map.of("lastName", "Smith")).put("/user/" + loginId);
        Response read = Api.admin().get("/user/" + loginId);
        updated.then().statusCode(200).header("Content-Type", is("application/json")).body("lastName", is("Smith"))
                .body(is(read.asString())).header("ETag", is(read.header("ETag"))).header("ETag", not(before));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = { "firstName, `\"X\"`", "lastName, `\"X\"`", "team, `\"Sales\"`",
            "changePassword, true", "extension, `\"7200001\"`", "workPhone, `\"+1\"`", "mobilePhone, `\"2\"`",
            "email, `\"x@example.com\"`", "disabled, true", "skills, `{\"Polish\":7}`", "roles, `[\"Supervisor\"]`" })
    void onlyWhatIsPresentChanges(String attribute, String value) {
        String loginId = Users.created();
        Map<String, Object> expected = new LinkedHashMap<>(read(loginId));
        Response updated = Api.adminSends("{\"" + attribute + "\":" + value + "}").put("/user/" + loginId);
        expected.put(attribute, updated.path(attribute));
        assertThat(updated.jsonPath().getMap(""), is(expected));
        assertThat(updated.asString().contains("\"" + attribute + "\":" + value), is(true));
        Api.admin().delete("/user/" + loginId).then().statusCode(200);
    }

    @Test
    void skillsAndRolesReplaceWhatWasThere() {
        Map<String, Object> user = Users.with("skills", Map.of("English", 10, "French", 20));
        user.put("roles", List.of("Agent", "Supervisor"));
        String loginId = Users.created(user);
        update(loginId, Map.of("skills", Map.of("French", 30, "German", 40))).statusCode(200)
                .body("skills", is(Map.of("French", 30, "German", 40))).body("roles", is(List.of("Agent", "Supervisor")));
        update(loginId, Map.of("roles", List.of("Quality Analyst", "Agent"))).statusCode(200)
                .body("roles", is(List.of("Agent", "Quality Analyst"))).body("skills", is(Map.of("French", 30, "German", 40)));
        update(loginId, Map.of("roles", List.of(), "skills", Map.of())).statusCode(200).body("roles", is(List.of()))
                .body("skills", is(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{}", "{\"loginInfo\":{\"isLoggedIn\":true}}", "{\"firstName\":null}" })
    void nothingPresentChangesNothing(String body) {
        String loginId = Users.created();
        Response before = Api.admin().get("/user/" + loginId);
        Api.adminSends(body).put("/user/" + loginId).then().statusCode(200).body(is(before.asString()))
                .header("ETag", is(before.header("ETag")));
        assertThat(etag(loginId), is(before.header("ETag")));
    }

    @Test
    void aClientMayReadEditAndWriteTheWholeObjectBack() {
        Map<String, Object> user = Users.with("skills", Map.of("English", 10));
        user.putAll(Map.of("email", "a@example.com", "workPhone", "1"));
        Response read = Api.admin().get("/user/" + Users.created(user));
        Map<String, Object> whole = new LinkedHashMap<>(read.jsonPath().getMap(""));
        whole.put("lastName", "Edited");
        whole.put("loginInfo", Map.of("isLoggedIn", false, "lastLogin", "2024-01-11T20:39:16.000Z"));
        Api.adminSends(whole).header("If-Match", read.header("ETag")).put("/user/" + user.get("loginId")).then()
                .statusCode(200).body(is(read.asString().replace("Jones", "Edited")));
    }

    @Test
    void theLoginIdInTheBodyMustBeThatOfThePath() {
        String loginId = Users.created();
        update(loginId, Map.of("loginId", "somebody.else", "firstName", "X")).statusCode(400)
                .body("violations", is(List.of(Map.of("field", "loginId", "message", "differs from the path"))));
        update(loginId, Map.of("loginId", loginId.toUpperCase(Locale.ROOT), "firstName", "X")).statusCode(200)
                .body("loginId", is(loginId)).body("firstName", is("X"));
    }

    @Test
    void whatIsReferredToMustBeThere() {
        String loginId = Users.created();
        String before = etag(loginId);
        notFound(update(loginId, Map.of("firstName", "X", "team", "No such team")), "user team not found");
        notFound(update(loginId, Map.of("firstName", "X", "roles", List.of("No such role"))), "Role not found");
        notFound(update(loginId, Map.of("firstName", "X", "skills", Map.of("No such skill", 1))), "Skill not found");
        notFound(update("nobody", Map.of("firstName", "X")), "user not found");
        notFound(update("nobody", Map.of()), "user not found");
        assertThat(etag(loginId), is(before));
    }

    @Test
    void aTakenExtensionIsRefusedAndHisOwnIsNot() {
        String loginId = Users.created();
        Object own = read(loginId).get("extension");
        update(loginId, Map.of("firstName", "X", "extension", 1048)).statusCode(409)
                .body(is("{\"error\":\"conflict\",\"error_description\":\"extension 1048 is taken\"}"));
        update(loginId, Map.of("extension", own)).statusCode(200).body("firstName", is("Sheila")).body("extension", is(own));
    }

    @Test
    void ifMatchIsHonoured() {
        String loginId = Users.created();
        String first = etag(loginId);
        conditional(loginId, first, "A").statusCode(200);
        conditional(loginId, first, "B").statusCode(412).body("error", is("precondition_failed"));
        conditional(loginId, "W/" + etag(loginId), "B").statusCode(412);
        conditional(loginId, etag(loginId).replace("\"", ""), "B").statusCode(412);
        assertThat(read(loginId).get("firstName"), is("A"));
        conditional(loginId, "\"0\", " + etag(loginId), "C").statusCode(200).body("firstName", is("C"));
        conditional(loginId, "*", "D").statusCode(200).body("firstName", is("D"));
        conditional("nobody", "*", "D").statusCode(404);
    }

    @Test
    void anEmptyUpdateHonoursIfMatchToo() {
        Api.admin().header("If-Match", "\"0\"").put("/user/" + Users.created()).then().statusCode(412);
    }

    @Test
    void aPasswordIsSetUnderTheSameRule() {
        String loginId = Users.created();
        update(loginId, Map.of("password", "elevenchars")).statusCode(400).body("violations[0].field", is("password"));
        assertThat(hash(loginId), is(nullValue()));
        update(loginId, Map.of("password", "twelve chars")).statusCode(200).body("password", is(nullValue()));
        String first = hash(loginId);
        assertThat(first, startsWith("$argon2id$"));
        update(loginId, Map.of("firstName", "X")).statusCode(200);
        assertThat(hash(loginId), is(first));
        update(loginId, Map.of("password", "twelve chars")).statusCode(200);
        assertThat(hash(loginId), not(first));
    }

    @Test
    void aUserDisabledAndEnabledAgainNeedsANewToken() throws InterruptedException {
        String loginId = Users.createdWithRoles("Supervisor");
        String token = Api.newToken(Api.EXAMPLE, loginId);
        String secret = Api.newSecret(Api.EXAMPLE, loginId);
        Api.withToken(token).get("/team").then().statusCode(200);
        update(loginId, Map.of("disabled", true)).statusCode(200).body("disabled", is(true));
        Api.requestToken(Api.EXAMPLE, loginId, secret).then().statusCode(401);
        SteppedTicker.passASecond();
        Api.withToken(token).get("/team").then().statusCode(401).body("error", is("invalid_token")).header("WWW-Authenticate",
                is("Bearer error=\"invalid_token\", error_description=\"the access token is not valid\""));
        update(loginId, Map.of("disabled", "false")).statusCode(200).body("disabled", is(false));
        Api.requestToken(Api.EXAMPLE, loginId, secret).then().statusCode(200);
        SteppedTicker.passASecond();
        Api.withToken(token).get("/team").then().statusCode(401);
    }

    @Test
    void aWithdrawnPrivilegeBitesWithinASecond() throws InterruptedException {
        String loginId = Users.createdWithRoles("Supervisor");
        String token = Api.newToken(Api.EXAMPLE, loginId);
        Api.withToken(token).get("/team").then().statusCode(200);
        update(loginId, Map.of("roles", List.of())).statusCode(200);
        SteppedTicker.passASecond();
        Api.withToken(token).get("/team").then().statusCode(403).body("error", is("insufficient_scope"));
    }

    private static ValidatableResponse update(String loginId, Object body) {
        return Api.adminSends(body).put("/user/" + loginId).then();
    }

    private static ValidatableResponse conditional(String loginId, String ifMatch, String firstName) {
        return Api.adminSends(Map.of("firstName", firstName)).header("If-Match", ifMatch).put("/user/" + loginId).then();
    }

    private static void notFound(ValidatableResponse answer, String words) {
        answer.statusCode(404).body(is("{\"error\":\"not_found\",\"error_description\":\"" + words + "\"}"));
    }

    private static Map<String, Object> read(String loginId) {
        return Api.admin().get("/user/" + loginId).jsonPath().getMap("");
    }

    private static String etag(String loginId) {
        return Api.admin().get("/user/" + loginId).header("ETag");
    }

    private static String hash(String loginId) {
        return TestDatabase.value("select password_hash from app_user where login_id = ?", loginId);
    }
}
