package org.callroster.user;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

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
import io.restassured.response.Response;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** Contract section 3, Create. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class CreateUserTest {

    @Test
    void theAnswerIsTwoBytesAndSaysWhereTheUserIs() {
        Map<String, Object> user = Users.named("zoë/" + UUID.randomUUID() + " +@");
        Response created = Api.adminSends(user).post("/user");
        created.then().statusCode(200).header("Content-Type", is("application/json")).header("Content-Length", is("2"))
                .header("Location", is("/configapi/v2/user/" + Api.path((String) user.get("loginId"))))
                .header("ETag", matchesPattern("\"[0-9a-f]+\\.[-0-9a-f]+\""));
        assertThat(created.asByteArray(), is(new byte[] { 'O', 'K' }));
        Response read = Api.admin().basePath("").get(created.header("Location"));
        read.then().statusCode(200).body("loginId", is(user.get("loginId"))).header("ETag", is(created.header("ETag")));
    }

    @Test
    void theUserIsAnsweredToWhoPrefersIt() {
        Map<String, Object> user = Users.named("zoë/" + UUID.randomUUID());
        user.putAll(Map.of("skills", Map.of("English", 80), "roles", List.of("Agent"), "email", "zoe@example.com"));
        Response created = Api.adminSends(user).header("Prefer", "respond-async, Return=representation").post("/user");
        created.then().statusCode(200).header("Content-Type", is("application/json"))
                .header("Preference-Applied", is("return=representation"))
                .header("Location", is("/configapi/v2/user/" + Api.path((String) user.get("loginId"))));
        Response read = Api.admin().basePath("").get(created.header("Location"));
        read.then().statusCode(200).body(is(created.asString())).header("ETag", is(created.header("ETag")));
        Api.adminSends(user).header("Prefer", "return=representation").post("/user").then().statusCode(409)
                .header("Preference-Applied", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = { "return=minimal", "return=minimal, return=representation", "handling=strict", "" })
    void anotherPreferenceChangesNothing(String prefer) {
        Api.adminSends(Users.somebody()).header("Prefer", prefer).post("/user").then().statusCode(200).body(is("OK"))
                .header("Preference-Applied", nullValue());
    }

    @Test
    void eightAtOnceAreEachAnsweredTheirOwnUser() {
        List<Map<String, Object>> wanted = Stream.generate(Users::somebody).limit(8).toList();
        Map<Object, Object> shown = new ConcurrentHashMap<>();
        List<Integer> statuses = Api.atOnce(8, i -> {
            Response created = Api.adminSends(wanted.get(i)).header("Prefer", "return=representation").post("/user");
            shown.put(wanted.get(i).get("loginId"), created.path("loginId"));
            return created;
        });
        assertThat(statuses, everyItem(is(200)));
        assertThat(shown.size(), is(8));
        shown.forEach((asked, answered) -> assertThat(answered, is(asked)));
    }

    @Test
    void allAttributesAreKeptAndWrittenInTheOrderOfTheContract() {
        Map<String, Object> user = Users.with("password", "correct horse battery staple");
        user.putAll(Map.of("changePassword", true, "extension", "7100001", "workPhone", "+1 415 555-0153", "mobilePhone",
                "14155550163", "email", "sheila@example.com", "disabled", true, "skills", Map.of("Spanish", 0, "English", 100),
                "roles", List.of("Supervisor", "Agent")));
        Api.admin().get("/user/" + Users.created(user)).then().statusCode(200).body(is(
                "{\"disabled\":true,\"changePassword\":true,\"skills\":{\"English\":100,\"Spanish\":0},\"loginId\":\""
                        + user.get("loginId")
                        + "\",\"firstName\":\"Sheila\",\"lastName\":\"Jones\",\"team\":\"Customer Service\","
                        + "\"extension\":\"7100001\",\"workPhone\":\"+1 415 555-0153\",\"mobilePhone\":\"14155550163\","
                        + "\"email\":\"sheila@example.com\",\"roles\":[\"Agent\",\"Supervisor\"]}"));
    }

    @Test
    void whatIsNotGivenHasItsDefault() {
        SmallTenant tenant = SmallTenant.create();
        tenant.adminSends(Map.of("assignToNewUsers", true)).put("/role/Newcomer").then().statusCode(200);
        tenant.admin().put("/role/Other").then().statusCode(200);
        Map<String, Object> user = tenant.somebody();
        user.remove("roles");
        tenant.adminSends(user).post("/user").then().statusCode(200);
        tenant.admin().get("/user/" + user.get("loginId")).then().body(is(
                "{\"disabled\":false,\"changePassword\":false,\"skills\":{},\"loginId\":\"" + user.get("loginId")
                        + "\",\"firstName\":\"Sheila\",\"lastName\":\"Jones\",\"team\":\"Staff\",\"extension\":\"100\","
                        + "\"roles\":[\"Newcomer\"]}"));
    }

    @Test
    void rolesGivenReplaceThoseFlaggedForNewUsers() {
        Api.admin().get("/user/" + Users.createdWithRoles("Quality Analyst")).then().body("roles",
                is(List.of("Quality Analyst")));
        Api.admin().get("/user/" + Users.createdWithRoles()).then().body("roles", is(List.of()));
        Api.admin().get("/user/" + Users.createdWithRoles("Agent", "Agent")).then().body("roles", is(List.of("Agent")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "loginId", "firstName", "lastName", "team" })
    void aRequiredAttributeThatIsMissingIsNamed(String attribute) {
        Map<String, Object> user = Users.somebody();
        user.remove(attribute);
        Api.adminSends(user).post("/user").then().statusCode(400).body("error", is("bad_request"))
                .body("violations", is(List.of(Map.of("field", attribute, "message", "is missing"))));
    }

    @Test
    void noBodyMissesAllThatIsRequired() {
        Api.admin().post("/user").then().statusCode(400).body("violations.field",
                is(List.of("loginId", "firstName", "lastName", "team")));
    }

    @Test
    void aTakenLoginIsRefusedAndNothingIsChanged() {
        String loginId = Users.created();
        String before = Api.admin().get("/user/" + loginId).asString();
        Map<String, Object> again = Users.named(loginId);
        again.put("firstName", "Somebody else");
        Api.adminSends(again).post("/user").then().statusCode(409)
                .body(is("{\"error\":\"conflict\",\"error_description\":\"loginId is taken\"}"));
        Api.admin().get("/user/" + loginId).then().body(is(before));
    }

    @ParameterizedTest
    @CsvSource({ "ada, ADA", "zoë, ZOE\u0308", "ZOE\u0308, zoë", "straße, STRASSE?no", "İ, i\u0307" })
    void takenLoginInAnotherSpellingIsRefused(String first, String second) {
        String suffix = "-" + UUID.randomUUID();
        boolean isSame = !second.endsWith("?no");
        Users.created(Users.named(first + suffix));
        Api.adminSends(Users.named(second.replace("?no", "") + suffix)).post("/user").then().statusCode(isSame ? 409 : 200);
    }

    @Test
    void theSpellingOfALoginIdIsKept() {
        String loginId = "Ada.LOVELACE-" + UUID.randomUUID();
        Users.created(Users.named(loginId));
        Api.admin().get("/user/" + loginId.toUpperCase(Locale.ROOT)).then().body("loginId", is(loginId));
    }

    @ParameterizedTest
    @CsvSource({ "team, No such team, user team not found", "team, customer service, user team not found" })
    void anUnknownTeamIsNotFound(String attribute, String value, String words) {
        notFound(Users.with(attribute, value), words);
    }

    @Test
    void unknownRolesAndSkillsAreNotFound() {
        notFound(Users.with("roles", List.of("Agent", "No such role")), "Role not found");
        notFound(Users.with("roles", List.of("agent")), "Role not found");
        notFound(Users.with("skills", Map.of("English", 1, "No such skill", 1)), "Skill not found");
        notFound(Users.with("skills", Map.of("english", 1)), "Skill not found");
    }

    @Test
    void theNextFreeExtensionOfThePoolIsTaken() {
        SmallTenant tenant = SmallTenant.create();
        assertThat(extension(tenant, tenant.created()), is("100"));
        Map<String, Object> explicit = tenant.somebody();
        explicit.put("extension", "101");
        tenant.adminSends(explicit).post("/user").then().statusCode(200);
        assertThat(extension(tenant, tenant.created()), is("102"));
    }

    @Test
    void anExtensionOutsideThePoolMayBeGiven() {
        SmallTenant tenant = SmallTenant.withPool(100, 100);
        for (String outside : new String[] { "99", "101", "0100", "00", "1234567890123456" }) {
            Map<String, Object> user = tenant.somebody();
            user.put("extension", outside);
            tenant.adminSends(user).post("/user").then().statusCode(200);
            assertThat(extension(tenant, (String) user.get("loginId")), is(outside));
        }
        assertThat(extension(tenant, tenant.created()), is("100"));
    }

    @Test
    void aTakenExtensionIsRefused() {
        for (Object taken : new Object[] { "1048", 1048 }) {
            Api.adminSends(Users.with("extension", taken)).post("/user").then().statusCode(409)
                    .body(is("{\"error\":\"conflict\",\"error_description\":\"extension 1048 is taken\"}"));
        }
    }

    @Test
    void anExhaustedPoolIsAConflictThatSaysSo() {
        SmallTenant tenant = SmallTenant.withPool(100, 101);
        String first = tenant.created();
        tenant.created();
        Map<String, Object> user = tenant.somebody();
        tenant.adminSends(user).post("/user").then().statusCode(409)
                .body(is("{\"error\":\"conflict\",\"error_description\":\"the extension pool is exhausted\"}"));
        tenant.admin().delete("/user/" + first).then().statusCode(200);
        tenant.adminSends(user).post("/user").then().statusCode(200);
        assertThat(extension(tenant, (String) user.get("loginId")), is("100"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "tiny", "elevenchars", "😀😀😀😀😀😀😀😀😀😀😀", "e\u0308e\u0308e\u0308e\u0308e\u0308e\u0308" })
    void aPasswordUnderTwelveCharactersIsRefused(String password) {
        Api.adminSends(Users.with("password", password)).post("/user").then().statusCode(400)
                .body("error", is("bad_request")).body("violations[0].field", is("password"))
                .body("violations[0].message", is("is shorter than 12 characters")).body(not(containsString(password)));
    }

    @Test
    void aPasswordIsKeptAsArgon2idAndNeverShown() {
        String password = "correct horse";
        String loginId = Users.created(Users.with("password", password));
        String hash = hash(loginId);
        assertThat(hash, matchesPattern("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}"));
        Api.admin().get("/user/" + loginId).then().body(not(containsString("assword\":\"")))
                .body(not(containsString("argon2"))).body(not(containsString(password)));
        assertThat(hash(Users.created(Users.with("password", password))), not(hash));
    }

    @Test
    void withoutAPasswordThereIsNone() {
        assertThat(hash(Users.created()), is(nullValue()));
    }

    @Test
    void aRefusedCreateLeavesNothing() {
        Map<String, Object> user = Users.with("roles", List.of("No such role"));
        Api.adminSends(user).post("/user").then().statusCode(404);
        Api.admin().get("/user/" + user.get("loginId")).then().statusCode(404);
    }

    private static void notFound(Map<String, Object> user, String words) {
        Api.adminSends(user).post("/user").then().statusCode(404)
                .body(is("{\"error\":\"not_found\",\"error_description\":\"" + words + "\"}"));
    }

    private static String extension(SmallTenant tenant, String loginId) {
        return tenant.admin().get("/user/" + loginId).path("extension");
    }

    private static String hash(String loginId) {
        return TestDatabase.value("select password_hash from app_user where login_id = ?", loginId);
    }
}
