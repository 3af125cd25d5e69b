package org.callroster.lock;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.callroster.Api;
import org.callroster.SteppedTicker;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** Contract section 3, Lock state: six wrong API secrets in a row lock an account for half an hour. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LockTest {

    private static final String REFUSED = "{\"error\":\"invalid_client\","
            + "\"error_description\":\"client authentication failed\"}";

    private String loginId;
    private String secret;

    @BeforeEach
    void aUserWithASecret() {
        loginId = Users.createdWithRoles("Supervisor");
        secret = Api.newSecret(Api.EXAMPLE, loginId);
    }

    @Test
    void sixWrongSecretsInARowLock() {
        wrongSecrets(5);
        assertLocked(false);
        wrongSecrets(1);
        assertLocked(true);
    }

    @Test
    void fiveWrongSecretsDoNot() {
        wrongSecrets(5);
        assertLocked(false);
        token(secret).then().statusCode(200);
    }

    @Test
    void aSuccessInBetweenStartsTheRowAnew() {
        wrongSecrets(5);
        token(secret).then().statusCode(200);
        wrongSecrets(5);
        assertLocked(false);
        wrongSecrets(1);
        assertLocked(true);
    }

    @Test
    void aUserWithoutASecretIsLockedToo() {
        loginId = Users.created();
        wrongSecrets(6);
        assertLocked(true);
    }

    @Test
    void everySpellingOfALoginCountsForTheSameUser() {
        for (int i = 0; i < 3; i++) {
            Api.requestToken(Api.EXAMPLE, loginId, "wrong").then().statusCode(401);
            Api.requestToken(Api.EXAMPLE, loginId.toUpperCase(Locale.ROOT), "wrong").then().statusCode(401);
        }
        assertLocked(true);
    }

    @Test
    void aLockedUserGetsNoTokenInTheSameWordsAsEver() {
        String notLocked = token("wrong").then().statusCode(401).extract().asString();
        wrongSecrets(5);
        assertThat(notLocked, is(REFUSED));
        token(secret).then().statusCode(401).body(is(REFUSED));
        token("wrong").then().statusCode(401).body(is(REFUSED));
        Api.requestToken(Api.EXAMPLE, "nobody", secret).then().statusCode(401).body(is(REFUSED));
    }

    @Test
    void whileLockedNothingCounts() {
        wrongSecrets(6);
        String before = failures();
        token(secret).then().statusCode(401);
        wrongSecrets(3);
        assertThat(failures(), is(before));
        assertThat(before.startsWith("6 "), is(true));
    }

    @Test
    void theRightSecretOfADisabledUserIsNoFailure() {
        Api.adminSends(Map.of("disabled", true)).put("/user/" + loginId).then().statusCode(200);
        for (int i = 0; i < 7; i++) {
            token(secret).then().statusCode(401).body(is(REFUSED));
        }
        assertLocked(false);
    }

    @Test
    void disabledIsNotLocked() {
        Api.adminSends(Map.of("disabled", true)).put("/user/" + loginId).then().statusCode(200);
        assertLocked(false);
    }

    @Test
    void clearingOpensAtOnceAndForgetsTheRow() {
        wrongSecrets(6);
        clear("").then().statusCode(200).header("Content-Type", is("application/json")).body(is("{\"lockedOut\":false}"));
        assertLocked(false);
        wrongSecrets(5);
        assertLocked(false);
        clear("");
        wrongSecrets(5);
        token(secret).then().statusCode(200);
    }

    @Test
    void clearingWhatIsNotLockedIsFine() {
        clear("").then().statusCode(200).body(is("{\"lockedOut\":false}"));
    }

    @Test
    void aBodyIsIgnoredAndCanNotLock() {
        for (String body : new String[] { "{\"lockedOut\":true}", "{\"lockedOut\":", "[]", "nonsense" }) {
            clear(body).then().statusCode(200).body(is("{\"lockedOut\":false}"));
            assertLocked(false);
        }
        Api.admin().contentType("text/plain").body("x").put("/user/lock/" + loginId).then().statusCode(200);
    }

    @Test
    void whoIsNotThereIsNotFound() {
        Api.admin().get("/user/lock/nobody").then().statusCode(404)
                .body(is("{\"error\":\"not_found\",\"error_description\":\"user not found\"}"));
        Api.admin().put("/user/lock/nobody").then().statusCode(404)
                .body(is("{\"error\":\"not_found\",\"error_description\":\"user not found\"}"));
    }

    @Test
    void timeEndsALock() {
        wrongSecrets(6);
        assertThat(lockedForMinutes(), is("30"));
        age("locked_until", "30 minutes 1 second");
        assertLocked(false);
        token(secret).then().statusCode(200);
    }

    @Test
    void afterALockThatTimeEndedTheRowStartsAnew() {
        wrongSecrets(6);
        age("locked_until", "30 minutes 1 second");
        wrongSecrets(5);
        assertLocked(false);
        wrongSecrets(1);
        assertLocked(true);
    }

    @Test
    void aFailureOlderThanTheLockIsForgotten() {
        wrongSecrets(5);
        age("last_failure_at", "29 minutes");
        wrongSecrets(1);
        assertLocked(true);
        clear("");
        wrongSecrets(5);
        age("last_failure_at", "31 minutes");
        wrongSecrets(1);
        assertLocked(false);
    }

    @Test
    void aPasswordSetByAnAdministratorEndsALock() {
        wrongSecrets(6);
        Api.adminSends(Map.of("firstName", "X")).put("/user/" + loginId).then().statusCode(200);
        Api.adminSends(Map.of()).put("/user/" + loginId).then().statusCode(200);
        assertLocked(true);
        Api.adminSends(Map.of("password", "twelve chars")).put("/user/" + loginId).then().statusCode(200);
        assertLocked(false);
        token(secret).then().statusCode(200);
    }

    @Test
    void tokensAlreadyGivenLiveOn() throws InterruptedException {
        String token = token(secret).path("access_token");
        wrongSecrets(6);
        SteppedTicker.passASecond();
        Api.withToken(token).get("/team").then().statusCode(200);
    }

    @Test
    void twoHundredParallelWrongSecretsCountExactly() {
        List<String> users = IntStream.range(0, 40).mapToObj(i -> Users.created()).toList();
        List<Integer> statuses = Api.atOnce(200, i -> Api.requestToken(Api.EXAMPLE, users.get(i % 40), "wrong"));
        assertThat(new HashSet<>(statuses), is(Set.of(401)));
        for (String user : users) {
            loginId = user;
            assertThat(failures(), is("5 open"));
        }
    }

    @Test
    void fortyParallelWrongSecretsOfOneUserLockHimAtTheSixth() {
        Api.atOnce(40, i -> token("wrong"));
        assertThat(failures(), is("6 locked"));
        assertLocked(true);
    }

    private void wrongSecrets(int times) {
        for (int i = 0; i < times; i++) {
            token("wrong-" + i).then().statusCode(401);
        }
    }

    private Response token(String givenSecret) {
        return Api.requestToken(Api.EXAMPLE, loginId, givenSecret);
    }

    private Response clear(String body) {
        return Api.adminSends(body).put("/user/lock/" + loginId);
    }

    private void assertLocked(boolean expected) {
        Api.admin().get("/user/lock/" + loginId).then().statusCode(200).header("Content-Type", is("application/json"))
                .body(is("{\"lockedOut\":" + expected + "}"));
    }

    private String failures() {
        return TestDatabase.value("""
                select failures || case when locked_until is null then ' open' else ' locked' end
                from login_failure f join app_user u on u.id = f.user_id where u.login_id = ?""", loginId);
    }

    private String lockedForMinutes() {
        return TestDatabase.value("""
                select round(extract(epoch from locked_until - last_failure_at) / 60)
                from login_failure f join app_user u on u.id = f.user_id where u.login_id = ?""", loginId);
    }

    /** Moves a time of the user's failures into the past. */
    private void age(String column, String by) {
        TestDatabase.execute("update login_failure set " + column + " = " + column + " - cast(? as interval) "
                + "where user_id = (select id from app_user where login_id = ?)", by, loginId);
    }
}
