package org.callroster.token;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.callroster.Api;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import io.restassured.response.Response;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Every failure of the token call (contract section 2). */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TokenRefusalTest {

    private static final String REFUSED =
            "{\"error\":\"invalid_client\",\"error_description\":\"client authentication failed\"}";
    private static final String TENANT = "&tenant=example.com";
    private static final int FAILURES_THAT_LOCK = 6;

    @BeforeAll
    static void addInactiveTenant() {
        TestDatabase.execute("insert into tenant (id, name, enabled) values ('" + UUID.randomUUID()
                + "', 'closed.example', false) on conflict do nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = { "grant_type", "client_id", "client_secret" })
    void requiredFieldThatIsMissingOrEmptyIsNamed(String field) {
        String without = Stream.of(TokenCall.ADMIN.split("&")).filter(f -> !f.startsWith(field))
                .collect(Collectors.joining("&"));
        for (String form : new String[] { without, without + "&" + field, without + "&" + field + "=" }) {
            TokenCall.post(form + TENANT).then().statusCode(400).header("Content-Type", is("application/json"))
                    .header("WWW-Authenticate", nullValue())
                    .body(is("{\"error\":\"invalid_request\",\"error_description\":\"" + field + " is missing\"}"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "grant_type=client_credentials", "client_id=admin", "client_secret=x", "tenant=example.com",
            "scope=a&scope=a" })
    void fieldThatIsRepeatedIsNamed(String again) {
        TokenCall.post(TokenCall.ADMIN + TENANT + "&" + again).then().statusCode(400).body(is(
                "{\"error\":\"invalid_request\",\"error_description\":\"" + again.split("=")[0] + " is repeated\"}"));
    }

    @Test
    void unknownFieldsAreIgnored() {
        TokenCall.post(TokenCall.ADMIN + TENANT + "&resource=a&resource=b").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "password", "authorization_code", "CLIENT_CREDENTIALS", "client_credentials%20" })
    void otherGrantIsUnsupported(String grant) {
        TokenCall.post(TokenCall.ADMIN.replaceFirst("client_credentials", grant) + TENANT).then().statusCode(400)
                .body(is("{\"error\":\"unsupported_grant_type\",\"error_description\":\"the only grant is"
                        + " client_credentials\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "&client_id=admin", "&client_secret=" + TokenCall.ADMIN_SECRET })
    void credentialsInTheHeaderAndTheBodyAreRefused(String more) {
        TokenCall.postAs(TokenCall.basic("admin", TokenCall.ADMIN_SECRET), TokenCall.GRANT + TENANT + more).then()
                .statusCode(400).body("error", is("invalid_request"));
    }

    @Test
    void emptyRequestIsInvalid() {
        Api.anonymous().post("/oauth/token").then().statusCode(400).body("error", is("invalid_request"));
        Api.anonymous().header("Content-Type", "application/json").post("/oauth/token").then().statusCode(400)
                .body("error", is("invalid_request"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "application/json", "text/plain", "multipart/form-data; boundary=x",
            "application/x-www-form-urlencodedx" })
    void otherMediaTypeIsUnsupported(String type) {
        Api.anonymous().header("Content-Type", type).body((TokenCall.ADMIN + TENANT).getBytes()).post("/oauth/token").then()
                .statusCode(415).body("error", is("unsupported_media_type"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "GET", "PUT", "DELETE", "PATCH" })
    void otherMethodIsNotAllowed(String method) {
        Api.anonymous().request(method, "/oauth/token").then().statusCode(405).header("Allow", is("POST"))
                .body("error", is("method_not_allowed"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "%", "%4", "%zz", "a%" })
    void malformedPercentEncodingIsInvalid(String text) {
        for (String field : new String[] { "client_id", "other", "tenant" }) {
            TokenCall.post(TokenCall.GRANT + "&client_secret=x&" + field + "=" + text).then().statusCode(400)
                    .body("error", is("invalid_request"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "client_id", "client_secret", "tenant", "scope", "grant_type" })
    void nulNeverBreaksAnything(String field) {
        String others = Stream.of((TokenCall.of("nobody", "wrong") + "&scope=rival.example").split("&"))
                .filter(f -> !f.startsWith(field)).collect(Collectors.joining("&"));
        TokenCall.post(others + "&" + field + "=a%00b").then().statusCode(400).body("error", is("invalid_request"));
    }

    @Test
    void nulInBasicCredentialsIsAWrongClient() {
        TokenCall.postAs(TokenCall.basic("a\0b", "x"), TokenCall.GRANT + TENANT).then().statusCode(401).body(is(REFUSED));
        TokenCall.postAs(TokenCall.basic("a%00b", "x"), TokenCall.GRANT + TENANT).then().statusCode(401).body(is(REFUSED));
    }

    @ParameterizedTest
    @ValueSource(strings = { "%01", "%0D%0A", "%7F", "%C2%85", "%EF%BF%BD", "%F0%9F%98%80" })
    void controlAndOtherOddCharactersNeverBreakAnything(String text) {
        TokenCall.post(TokenCall.GRANT + "&client_id=a" + text + "b&client_secret=x" + text + TENANT).then()
                .statusCode(401).body(is(REFUSED));
        TokenCall.post(TokenCall.ADMIN + "&tenant=a" + text + "b").then().statusCode(401).body(is(REFUSED));
        TokenCall.post(TokenCall.ADMIN + TENANT + "&scope=a" + text + "b").then().statusCode(200);
    }

    @Test
    void veryLongValuesAreJustWrong() {
        String text = "a".repeat(5_000);
        TokenCall.post(TokenCall.of(text, text) + text).then().statusCode(401).body(is(REFUSED));
    }

    @Test
    void formOver16KiBIsTooLarge() {
        TokenCall.post(TokenCall.ADMIN + TENANT + "&x=" + "a".repeat(16 * 1024)).then().statusCode(413)
                .body("error", is("payload_too_large"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "Basic !!!", "Basic YWRtaW4", "Basic YTolenp6" })
    void basicHeaderThatCannotBeReadIsAWrongClient(String header) {
        TokenCall.postAs(header, TokenCall.GRANT + TENANT).then().statusCode(401)
                .header("WWW-Authenticate", is("Basic realm=\"callroster\"")).body(is(REFUSED));
    }

    @Test
    void everyWrongClientGetsTheSameAnswer() {
        String disabled = Users.created();
        String disabledSecret = Api.newSecret(Api.EXAMPLE, disabled);
        Api.adminSends(Map.of("disabled", true)).put("/user/" + disabled).then().statusCode(200);
        String locked = Users.created();
        String lockedSecret = Api.newSecret(Api.EXAMPLE, locked);
        lock(locked);
        String without = Users.created();

        Map<String, Object> expected = whole(TokenCall.post(TokenCall.of("nobody-has-this", "wrong")));
        assertEquals(REFUSED, expected.get("body"));
        assertEquals(401, expected.get("status"));
        Map<String, String> forms = new TreeMap<>(Map.of(
                "wrong secret", TokenCall.of(without, "wrong"),
                "disabled user, right secret", TokenCall.of(disabled, disabledSecret),
                "disabled user, wrong secret", TokenCall.of(disabled, "wrong"),
                "locked user, right secret", TokenCall.of(locked, lockedSecret),
                "locked user, wrong secret", TokenCall.of(locked, "wrong"),
                "unknown tenant", TokenCall.ADMIN + "&tenant=unknown.example",
                "inactive tenant", TokenCall.ADMIN + "&tenant=closed.example",
                "another tenant's secret", TokenCall.ADMIN + "&tenant=rival.example"));
        forms.forEach((what, form) -> assertEquals(expected, whole(TokenCall.post(form)), what));
        Api.requestToken(Api.EXAMPLE, locked, lockedSecret).then().statusCode(401);
    }

    @Test
    void challengeIsSentOnlyWhereBasicWasUsed() {
        String login = Users.created();
        TokenCall.post(TokenCall.of(login, "wrong")).then().statusCode(401).header("WWW-Authenticate", nullValue());
        TokenCall.postAs(TokenCall.basic(login, "wrong"), TokenCall.GRANT + TENANT).then().statusCode(401)
                .header("WWW-Authenticate", is("Basic realm=\"callroster\"")).body(is(REFUSED));
    }

    @Test
    void lockedAccountOpensAgain() {
        String login = Users.created();
        String secret = Api.newSecret(Api.EXAMPLE, login);
        lock(login);
        TokenCall.post(TokenCall.of(login, secret)).then().statusCode(401);
        Api.admin().put("/user/lock/" + login).then().statusCode(200);
        TokenCall.post(TokenCall.of(login, secret)).then().statusCode(200);
    }

    /** As it is in all tests but those of the limits. */
    @Test
    void rateLimitThatIsSwitchedOffStopsNobody() {
        for (int i = 0; i < 40; i++) {
            TokenCall.post(TokenCall.of("nobody-is-limited", "wrong")).then().statusCode(401);
        }
    }

    @Test
    void wordsOfAnErrorNeverRepeatASecret() {
        TokenCall.post("grant_type=hidden-secret&client_secret=hidden-secret").then().statusCode(400)
                .body(org.hamcrest.Matchers.not(containsString("hidden-secret")));
    }

    private static void lock(String login) {
        for (int i = 0; i < FAILURES_THAT_LOCK; i++) {
            TokenCall.post(TokenCall.of(login, "wrong")).then().statusCode(401);
        }
    }

    /** Status, body and all headers but the request's own id. */
    private static Map<String, Object> whole(Response answer) {
        Map<String, Object> whole = new TreeMap<>(answer.headers().asList().stream()
                .filter(h -> !h.hasSameNameAs(new Header("X-Request-Id", "")))
                .collect(Collectors.toMap(Header::getName, Header::getValue)));
        whole.put("status", answer.statusCode());
        whole.put("body", answer.asString());
        return whole;
    }
}
