package org.callroster.idempotency;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** {@code Idempotency-Key}: fleet section 1. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class IdempotencyTest {

    private static final String PASSWORD = "Plenty of rope, 42 m";

    private final SmallTenant tenant = SmallTenant.create();

    @Test
    void aRepeatedCreateGetsTheFirstAnswer() {
        Map<String, Object> user = tenant.somebody();
        Response first = create("k", user);
        first.then().statusCode(200).header("Idempotent-Replayed", nullValue());
        Response again = create("k", user);
        again.then().statusCode(200).header("Idempotent-Replayed", "true").header("Content-Type", first.contentType())
                .header("ETag", first.header("ETag")).header("Location", first.header("Location"));
        assertThat(again.asString(), is("OK"));
        create("another", user).then().statusCode(409).body("error_description", is("loginId is taken"));
        tenant.adminSends(user).post("/user").then().statusCode(409);
    }

    @Test
    void theFirstAnswerStaysWhateverHappensToTheUser() {
        Map<String, Object> user = tenant.somebody();
        Response first = shown("k", user);
        first.then().statusCode(200).body("extension", is("100"));
        String path = "/user/" + user.get("loginId");
        assertThat(first.asString(), is(tenant.admin().get(path).asString()));
        assertThat(first.header("ETag"), is(tenant.admin().get(path).header("ETag")));
        tenant.adminSends(Map.of("lastName", "Changed")).put(path).then().statusCode(200);
        assertThat(shown("k", user).asString(), is(first.asString()));
        tenant.admin().delete(path).then().statusCode(200);
        assertThat(shown("k", user).asString(), is(first.asString()));
        tenant.admin().get(path).then().statusCode(404);
    }

    @Test
    void aKeyIsForOneRequest() {
        Map<String, Object> user = tenant.somebody();
        create("k", user).then().statusCode(200);
        user.put("lastName", "Other");
        create("k", user).then().statusCode(422).body("error", is("idempotency_key_reused"));
        tenant.adminSends(user).header("Idempotency-Key", "k").post("/user?x=1").then().statusCode(422);
    }

    @Test
    void aKeyIsOfOneCallerPathAndTenant() {
        Map<String, Object> user = tenant.somebody("Everything");
        create("k", user).then().statusCode(200);
        String login = (String) user.get("loginId");
        Api.as(tenant.name(), login).contentType(ContentType.JSON).header("Idempotency-Key", "k").body(user).post("/user")
                .then().statusCode(409);
        tenant.adminSends(Map.of()).header("Idempotency-Key", "k").post("/secret/" + login).then().statusCode(200);
        SmallTenant other = SmallTenant.create();
        user.put("roles", List.of());
        other.adminSends(user).header("Idempotency-Key", "k").post("/user").then().statusCode(200)
                .header("Idempotent-Replayed", nullValue());
    }

    @Test
    void refusalsAreJudgedAnew() {
        Map<String, Object> user = tenant.somebody();
        user.put("team", "Nowhere");
        create("k", user).then().statusCode(404);
        tenant.adminSends(Map.of("name", "Nowhere")).put("/team/Nowhere").then().statusCode(200);
        create("k", user).then().statusCode(200).header("Idempotent-Replayed", nullValue());
        create("k", user).then().statusCode(200).header("Idempotent-Replayed", "true");
    }

    @Test
    void aSecretIsShownOnce() {
        String login = tenant.created();
        String secret = makeSecret(login).then().statusCode(200).extract().path("client_secret");
        makeSecret(login).then().statusCode(409).body("error", is("conflict")).body("error_description",
                matchesPattern("the secret [0-9a-f-]{36} was made before; it was shown once"));
        tenant.admin().get("/secret/" + login).then().body("size()", is(1));
        assertThat(kept(), not(containsString(secret)));
    }

    private Response makeSecret(String login) {
        return tenant.adminSends(Map.of()).header("Idempotency-Key", "k").post("/secret/" + login);
    }

    @Test
    void noPasswordAndNoKeyIsKept() {
        Map<String, Object> user = tenant.somebody();
        user.put("password", PASSWORD);
        shown("the-key-itself", user).then().statusCode(200);
        shown("the-key-itself", user).then().statusCode(200);
        assertThat(kept(), containsString((String) user.get("loginId")));
        assertThat(kept(), not(containsString(PASSWORD)));
        assertThat(kept(), not(containsString("the-key-itself")));
    }

    /** All rows of the tenant, as text. */
    private String kept() {
        return TestDatabase.column("select k::text from kept_answer k join tenant t on t.id = k.tenant_id where t.name = ?",
                tenant.name()).stream().collect(Collectors.joining());
    }

    @Test
    void aHundredAtOnceMakeOneUser() {
        Map<String, Object> user = tenant.somebody();
        user.put("password", PASSWORD);
        List<Integer> statuses = Api.atOnce(100, i -> createInTheEnd(user));
        assertThat(statuses.stream().filter(status -> status == 200).count(), is(100L));
        tenant.admin().get("/audit?kind=user%20created&limit=10").then().body("events.size()", is(1));
    }

    /** As a client does that follows {@code Retry-After}. */
    private Response createInTheEnd(Map<String, Object> user) {
        for (;;) {
            Response answer = create("k", user);
            if (answer.statusCode() == 200) {
                return answer;
            }
            assertThat(answer.statusCode() + " " + answer.header("Retry-After"), matchesPattern("(409|503) 1"));
        }
    }

    @Test
    void aHundredAtOnceMakeOneSecret() {
        String login = tenant.created();
        List<Integer> statuses = Api.atOnce(100, i -> makeSecret(login));
        assertThat(statuses.stream().filter(status -> status == 200).count(), is(1L));
        tenant.admin().get("/secret/" + login).then().body("size()", is(1));
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 256 })
    void aKeyHas1To255Characters(int length) {
        create("x".repeat(length), tenant.somebody()).then().statusCode(400).body("error_description",
                is("Idempotency-Key must be one value of 1 to 255 characters"));
        create("x".repeat(255), tenant.somebody()).then().statusCode(200);
    }

    @Test
    void anAnswerIsKeptForADay() {
        Map<String, Object> user = tenant.somebody();
        create("k", user).then().statusCode(200);
        TestDatabase.execute("update kept_answer set created_at = created_at - interval '25 hours' where tenant_id"
                + " = (select id from tenant where name = ?)", tenant.name());
        create("k", user).then().statusCode(409).body("error_description", is("loginId is taken"));
        user.put("loginId", UUID.randomUUID() + "x");
        create("k", user).then().statusCode(200).header("Idempotent-Replayed", nullValue());
        create("k", user).then().statusCode(200).header("Idempotent-Replayed", "true");
    }

    private Response create(String key, Map<String, Object> user) {
        return tenant.adminSends(user).header("Idempotency-Key", key).post("/user");
    }

    private Response shown(String key, Map<String, Object> user) {
        return tenant.adminSends(user).header("Idempotency-Key", key).header("Prefer", "return=representation").post("/user");
    }
}
