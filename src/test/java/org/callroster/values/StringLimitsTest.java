package org.callroster.values;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
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
    }

    @Test
    void anEmptyExtensionIsTheNextFreeOneOfThePool() {
        SmallTenant tenant = SmallTenant.withPool(500, 502);
        String loginId = tenant.created();
        tenant.admin().get("/user/" + loginId).then().body("extension", is("500"));
        tenant.adminSends(Map.of("extension", "")).put("/user/" + loginId).then().statusCode(200).body("extension", is("501"));
        tenant.adminSends(Map.of("extension", "7")).put("/user/" + loginId).then().statusCode(200).body("extension", is("7"));
        tenant.adminSends(Map.of("extension", "")).put("/user/" + loginId).then().statusCode(200).body("extension", is("502"));
        tenant.created();
        tenant.created();
        tenant.adminSends(Map.of("extension", "")).put("/user/" + loginId).then().statusCode(409)
                .body("error_description", is("the extension pool is exhausted"));
    }

    @Test
    void eightThatAskForTheNextExtensionAtOnceGetEightOfThem() {
        SmallTenant tenant = SmallTenant.create();
        List<String> logins = IntStream.range(0, 8).mapToObj(i -> tenant.created()).toList();
        assertThat(Api.atOnce(8, i -> tenant.adminSends(Map.of("extension", "")).put("/user/" + logins.get(i))),
                everyItem(is(200)));
        List<String> extensions =
                logins.stream().map(login -> tenant.admin().get("/user/" + login).<String>path("extension")).toList();
        assertThat(Set.copyOf(extensions), hasSize(8));
        assertThat(extensions, everyItem(matchesPattern("1(0[8-9]|1[0-5])")));
    }

    @Test
    void anEmptyNameOrLoginInABodyIsAbsentWhereThePathHasIt() {
        String name = UUID.randomUUID().toString();
        for (String kind : new String[] { "team", "skill", "role" }) {
            Api.adminSends(Map.of("name", "")).put("/" + kind + "/" + name).then().statusCode(200).body("name", is(name));
            Api.admin().delete("/" + kind + "/" + name).then().statusCode(200);
        }
        String loginId = Users.created(Users.with("password", ""));
        Api.adminSends(Map.of("loginId", "")).put("/user/" + loginId).then().statusCode(200).body("loginId", is(loginId));
    }

    /** One character of it is two here: it is measured before it is compared by its normal form. */
    @ParameterizedTest
    @ValueSource(strings = { "/user/%s", "/user/lock/%s", "/secret/%s" })
    void aLoginThatIsTooLongIsNobodys(String path) {
        String rest = UUID.randomUUID().toString();
        Users.created(Users.named(rest + "\u00e9".repeat(46)));
        Users.created(Users.named(rest + "\u00e9".repeat(47)));
        Api.admin().get(path.formatted(Api.path(rest + "e\u0301".repeat(46)))).then().statusCode(200);
        for (String login : new String[] { rest + "e\u0301".repeat(47), "\u03a3".repeat(200), "x".repeat(3000) }) {
            Api.admin().get(path.formatted(Api.path(login))).then().statusCode(404)
                    .body("error_description", is("user not found"));
        }
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
                .body("violations[0].message", is("contains a control character or an unpaired surrogate"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "team/%20a", "skill/a%20", "role/%20", "team/a%C2%A0", "skill/%E2%80%8Ba" })
    void aNameInAPathHasNoOuterSpaces(String path) {
        Api.admin().put("/" + path).then().statusCode(400).body("violations[0].field", is("name"))
                .body("violations[0].message", is("has leading or trailing spaces"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "loginId", "firstName", "lastName", "team", "email", "workPhone", "mobilePhone", "password" })
    void noStringHoldsAControlCharacterHalfASurrogatePairOrOuterSpaces(String field) {
        for (String odd : new String[] { "\\u0000", "\\u0007", "\\n", "\\u007f", "\\u0085", "\\ud800", "\\udc00\\ud800" }) {
            refused(json(field, "twelve" + odd + "letters"), field, "contains a control character or an unpaired surrogate");
        }
        refused(json(field, " twelve letters"), field, "has leading or trailing spaces");
        refused(json(field, "twelve letters "), field, "has leading or trailing spaces");
        for (String space : new String[] { "\\u3000", "\\u00a0", "\\u2007", "\\u202f", "\\u200b", "\\ufeff" }) {
            refused(json(field, space + "twelve letters"), field, "has leading or trailing spaces");
            refused(json(field, "twelve letters" + space), field, "has leading or trailing spaces");
        }
    }

    @Test
    void namesOfSkillsAndRolesKeepTheSameRules() {
        refused(json("roles\":[\"Agent\",\"a\\u0000b\"],\"email", ""), "roles[1]",
                "contains a control character or an unpaired surrogate");
        refused(json("skills\":{\"a\\u0000b\":1},\"email", ""), "skills.a\u0000b",
                "contains a control character or an unpaired surrogate");
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
