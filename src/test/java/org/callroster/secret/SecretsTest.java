package org.callroster.secret;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.SteppedTicker;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.callroster.secret.SecretCalls.end;
import static org.callroster.secret.SecretCalls.expireOldest;
import static org.callroster.secret.SecretCalls.ids;
import static org.callroster.secret.SecretCalls.list;
import static org.callroster.secret.SecretCalls.made;
import static org.callroster.secret.SecretCalls.make;
import static org.callroster.secret.SecretCalls.path;
import static org.callroster.secret.SecretCalls.requestToken;
import static org.callroster.secret.SecretCalls.token;
import static org.callroster.secret.SecretCalls.use;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** API secrets are made, listed and ended by whoever manages the user. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SecretsTest {

    private static final String TWO_LIVE =
            "{\"error\":\"conflict\",\"error_description\":\"the user already has two active secrets; delete one of them first\"}";
    private static final String NOT_FOUND = "{\"error\":\"not_found\",\"error_description\":\"secret not found\"}";
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private String login;

    @BeforeEach
    void aUser() {
        login = Users.created();
    }

    @Test
    void aNewSecretIsShownAndGetsTokens() {
        Response answer = make(login, Map.of());
        String secret = answer.path("client_secret");
        answer.then().statusCode(200).header("Content-Type", is("application/json"))
                .header("Cache-Control", is("no-store")).header("Pragma", is("no-cache"))
                .body(is("{\"client_id\":\"" + login + "\",\"client_secret\":\"" + secret + "\"}"));
        assertThat(secret, matchesPattern("[A-Za-z0-9_-]{43}"));
        requestToken(login, secret).then().statusCode(200).body("expires_in", matchesPattern("3\\d{3}"));
    }

    @Test
    void clientIdIsTheLoginIdAsItIsSpelled() {
        String mixed = Users.created(Users.named("Mixed." + UUID.randomUUID()));
        make(mixed.toUpperCase(), Map.of()).then().statusCode(200).body("client_id", is(mixed));
    }

    @Test
    void everySecretIsAnother() {
        Set<String> secrets = new HashSet<>(List.of(made(login), made(login), made(Users.created())));
        assertThat(secrets, hasSize(3));
    }

    @Test
    void theListTellsTimesAndNeverTheSecret() {
        list(login).then().statusCode(200).body(is("[]"));
        String secret = made(login);
        make(login, Map.of("expires_at", "2999-01-31T12:00:00+02:00"));
        List<String> ids = ids(login);
        Response unused = list(login);
        List<String> created = unused.path("created_at");
        unused.then().header("Content-Type", is("application/json")).header("Cache-Control", is("no-store")).body(is(
                "[{\"id\":\"" + ids.get(0) + "\",\"created_at\":\"" + created.get(0) + "\"},"
                        + "{\"id\":\"" + ids.get(1) + "\",\"created_at\":\"" + created.get(1)
                        + "\",\"expires_at\":\"2999-01-31T10:00:00.000Z\"}]"));
        requestToken(login, secret).then().statusCode(200);
        list(login).then().body("[0].last_used_at", matchesPattern(TIME)).body("[0].created_at", matchesPattern(TIME))
                .body("[0].keySet()", is(Set.of("id", "created_at", "last_used_at")));
    }

    @Test
    void twoMayLiveAndAThirdIsAConflict() {
        String first = made(login);
        String second = made(login);
        make(login, Map.of()).then().statusCode(409).header("Cache-Control", is("no-store")).body(is(TWO_LIVE));
        requestToken(login, first).then().statusCode(200);
        requestToken(login, second).then().statusCode(200);
    }

    @Test
    void oneThatWasEndedMakesRoom() {
        made(login);
        made(login);
        end(login, ids(login).get(0)).then().statusCode(200).body(is("OK"));
        requestToken(login, made(login)).then().statusCode(200);
    }

    @Test
    void oneThatHasExpiredMakesRoom() {
        made(login);
        String second = made(login);
        String expired = ids(login).get(0);
        expireOldest(login);
        requestToken(login, made(login)).then().statusCode(200);
        requestToken(login, second).then().statusCode(200);
        assertThat(ids(login).contains(expired), is(false));
        make(login, Map.of()).then().statusCode(409);
    }

    @Test
    void theEndedSecretAndItsTokensDieAndTheOtherLivesOn() throws InterruptedException {
        String first = made(login);
        String second = made(login);
        String dying = token(login, first);
        String living = token(login, second);
        assertEquals(403, use(dying));
        end(login, ids(login).get(0)).then().statusCode(200).body(is("OK")).header("Content-Length", is("2"));
        requestToken(login, first).then().statusCode(401).body("error", is("invalid_client"));
        SteppedTicker.passASecond();
        assertEquals(401, use(dying));
        assertEquals(403, use(living));
        requestToken(login, second).then().statusCode(200);
    }

    @Test
    void onlyASecretOfThisUserIsEnded() {
        made(login);
        String other = Users.created();
        made(other);
        for (String id : List.of(ids(other).get(0), UUID.randomUUID().toString(), "1", "not-a-uuid", "%20", "a%2Fb",
                "%E2%82%AC")) {
            end(login, id).then().statusCode(404).body(is(NOT_FOUND));
        }
        end(other, ids(other).get(0)).then().statusCode(200);
        assertThat(ids(login), hasSize(1));
    }

    @Test
    void endingTwiceIsNotFound() {
        made(login);
        String id = ids(login).get(0);
        end(login, id.toUpperCase()).then().statusCode(200);
        end(login, id).then().statusCode(404).body(is(NOT_FOUND));
    }

    @Test
    void whoIsNotThereHasNoSecrets() {
        for (Response answer : List.of(make("nobody-1", Map.of()), list("nobody-1"),
                end("nobody-1", UUID.randomUUID().toString()))) {
            answer.then().statusCode(404).body(is("{\"error\":\"not_found\",\"error_description\":\"user not found\"}"));
        }
    }

    @Test
    void anotherTenantFindsNobody() {
        String secret = made(login);
        String id = ids(login).get(0);
        SmallTenant rival = SmallTenant.create();
        String twin = rival.created();
        rival.adminSends(Map.of()).post(path(login)).then().statusCode(404);
        rival.admin().get(path(login)).then().statusCode(404);
        rival.admin().delete(path(login) + "/" + id).then().statusCode(404);
        rival.admin().delete(path(twin) + "/" + id).then().statusCode(404).body(is(NOT_FOUND));
        assertThat(ids(login), is(List.of(id)));
        requestToken(login, secret).then().statusCode(200);
    }

    @Test
    void outsideTheCallersTeamsAllIsForbidden() {
        String supervisor = Users.createdSupervisorOf("Sales");
        String inside = Users.created(Users.with("team", "Sales"));
        made(login);
        for (Response answer : callsOf(supervisor, login)) {
            answer.then().statusCode(403).body("error", is("forbidden"));
        }
        assertThat(ids(login), hasSize(1));
        Api.sends(Api.EXAMPLE, supervisor, Map.of()).post(path(inside)).then().statusCode(200);
        String id = Api.as(Api.EXAMPLE, supervisor).get(path(inside)).then().statusCode(200).extract().path("[0].id");
        Api.as(Api.EXAMPLE, supervisor).delete(path(inside) + "/" + id).then().statusCode(200);
    }

    @Test
    void secretsOfAUserWhoHasMoreAreNeitherMadeNorEnded() {
        String stronger = Users.createdWithRoles("Phone Directory");
        made(stronger);
        List<Response> answers = callsOf("hr.sync", stronger);
        for (Response refused : List.of(answers.get(0), answers.get(2))) {
            refused.then().statusCode(403).body(is("{\"error\":\"forbidden\","
                    + "\"error_description\":\"the caller lacks a privilege that this change requires\"}"));
        }
        answers.get(1).then().statusCode(200).body("size()", is(1));
        assertThat(ids(stronger), hasSize(1));
    }

    @Test
    void withoutManageUsersAllIsForbiddenEvenForOneself() {
        String editor = Users.createdWithRoles("Phone Directory");
        made(editor);
        for (Response answer : callsOf(editor, editor)) {
            answer.then().statusCode(403).body("error", is("insufficient_scope"));
        }
    }

    /** A make, a list and an end. */
    private static List<Response> callsOf(String caller, String user) {
        return List.of(Api.sends(Api.EXAMPLE, caller, Map.of()).post(path(user)), Api.as(Api.EXAMPLE, caller).get(path(user)),
                Api.as(Api.EXAMPLE, caller).delete(path(user) + "/" + ids(user).get(0)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "frontdesk/night", "two words", "zoë.lindqvist", "日本", "a+b@example.com", "50%", "a;b" })
    void anyLoginIdHasSecrets(String spelling) {
        String odd = Users.created(Users.named(spelling + UUID.randomUUID()));
        Response answer = make(odd, Map.of());
        answer.then().statusCode(200).header("Cache-Control", is("no-store")).body("client_id", is(odd));
        requestToken(odd, answer.path("client_secret")).then().statusCode(200);
        end(odd, ids(odd).get(0)).then().statusCode(200);
        list(odd).then().body(is("[]"));
    }

    @Test
    void aBodyIsNotNeeded() {
        Api.admin().post(path(login)).then().statusCode(200);
        Api.admin().header("Content-Type", "text/plain").post(path(login) + "/").then().statusCode(200);
        assertThat(ids(login), hasSize(2));
    }

    @Test
    void aValueThatIsNullIsAbsent() {
        make(login, "{\"expires_at\":null}").then().statusCode(200).body("expires_at", is((Object) null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"expires_at\":5}|expires_at must be a string",
            "{\"expires_at\":true}|expires_at must be a string",
            "{\"expires_at\":[]}|expires_at must be a string",
            "{\"expires_at\":{}}|expires_at must be a string",
            "{\"client_secret\":\"mine\"}|client_secret is unknown",
            "[]|the body must be one JSON object" })
    void aBodyOfAnotherKindIsRefused(String body, String description) {
        make(login, body).then().statusCode(400).header("Cache-Control", is("no-store")).body("error", is("bad_request"))
                .body("error_description", is(description));
        assertThat(ids(login), hasSize(0));
    }

    @Test
    void anotherMediaTypeIsRefused() {
        Api.admin().contentType("application/x-www-form-urlencoded").body("a=b").post(path(login)).then().statusCode(415);
    }

    @Test
    void secretsGoWithTheirUser() {
        made(login);
        Api.admin().delete("/user/" + login).then().statusCode(200);
        list(login).then().statusCode(404);
        Users.created(Users.named(login));
        list(login).then().body(is("[]"));
    }
}
