package org.callroster.user;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** Passwords that an administrator sets, under the policy of his tenant. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class NewPasswordTest {

    private final SmallTenant tenant = SmallTenant.create();

    @Test
    void lengthIsThatOfTheTenantsPolicy() {
        policy(Map.of("minPasswordLength", 20));
        create("nineteen characters").statusCode(400).body("violations.message", is(List.of("is shorter than 20 characters")));
        create("twenty characters is").statusCode(200);
        policy(Map.of("minPasswordLength", 8));
        create("s3ven-on").statusCode(200);
    }

    @Test
    void commonPasswordsAndNamesAreRefusedBesideAllElse() {
        Map<String, Object> user = tenant.somebody();
        user.put("firstName", "Sheila");
        user.put("password", "SHEILA's horse");
        user.put("extension", "x");
        tenant.adminSends(user).post("/user").then().statusCode(400).body("violations", hasSize(2))
                .body("violations.field", hasItems("extension", "password"));
        create("FinalFantasy").statusCode(400).body("error_description", is("password is a common password"));
        create("in " + tenant.name()).statusCode(400);
    }

    @Test
    void updateLooksAtTheNamesTheUserKeepsAndThoseHeGets() {
        String loginId = tenant.created();
        set(loginId, "Sheila's horse").statusCode(400).body("violations.field", is(List.of("password")));
        set(loginId, loginId + "!").statusCode(400);
        tenant.adminSends(Map.of("firstName", "Penelope", "password", "Penelope's horse")).put("/user/" + loginId).then()
                .statusCode(400);
        tenant.adminSends(Map.of("firstName", "Penelope", "password", "Sheila's horse")).put("/user/" + loginId).then()
                .statusCode(200);
    }

    @Test
    void hugePasswordIsRefusedByItsLength() {
        create("\uFDFA".repeat(300_000)).statusCode(400).body("violations.message",
                is(List.of("is longer than 255 characters")));
        create("correct\0horse").statusCode(400).body("violations.field", is(List.of("password")));
    }

    @Test
    void passwordsOfTheHistoryAreRefused() {
        policy(Map.of("passwordHistory", 3));
        String loginId = tenant.created();
        set(loginId, "password of Monday").statusCode(200);
        set(loginId, "password of Monday").statusCode(400).body("violations",
                is(List.of(Map.of("field", "password", "message", "was used before"))));
        set(loginId, "password of Tuesday").statusCode(200);
        set(loginId, "password of Wednesday").statusCode(200);
        set(loginId, "password of Monday").statusCode(400);
        set(loginId, "ｐａｓｓｗｏｒｄ of Tuesday").statusCode(400);
        set(loginId, "password of Thursday").statusCode(200);
        set(loginId, "password of Monday").statusCode(200);
        assertThat("no more is kept than the policy looks at", former(loginId), is("2"));
        policy(Map.of("passwordHistory", 0));
        set(loginId, "password of Monday").statusCode(200);
        assertThat(former(loginId), is("0"));
    }

    @Test
    void historyOfOneIsThePasswordInForce() {
        policy(Map.of("passwordHistory", 1));
        String loginId = tenant.created();
        set(loginId, "password of Monday").statusCode(200);
        set(loginId, "password of Monday").statusCode(400);
        set(loginId, "password of Tuesday").statusCode(200);
        set(loginId, "password of Monday").statusCode(200);
        assertThat(former(loginId), is("0"));
    }

    @Test
    void ofTwoWhoSetTheSamePasswordAtOnceOneComesTooLate() {
        policy(Map.of("passwordHistory", 2));
        String loginId = tenant.created();
        List<Integer> statuses = Api.atOnce(2, i -> tenant.adminSends(Map.of("password", "password of Monday"))
                .put("/user/" + loginId));
        assertThat(statuses.stream().sorted().toList(), is(List.of(200, 400)));
    }

    /** Else he could find passwords and names out by trying. */
    @Test
    void whoMayNotChangeAUserIsNotToldWhatIsWrongWithAPassword() {
        policy(Map.of("passwordHistory", 3));
        String powerful = tenant.created("Everything");
        set(powerful, "password of Monday").statusCode(200);
        tenant.adminSends(Map.of("privileges", List.of("Manage users", "Manage all teams"))).put("/role/Clerk").then()
                .statusCode(200);
        String clerk = tenant.created("Clerk");
        for (String password : List.of("password of Monday", "password of Tuesday", powerful + "!")) {
            Api.sends(tenant.name(), clerk, Map.of("password", password)).put("/user/" + powerful).then().statusCode(403);
        }
    }

    @Test
    void timeOfThePasswordIsKept() {
        String loginId = tenant.created();
        assertThat(setAt(loginId), is(nullValue()));
        set(loginId, "password of Monday").statusCode(200);
        String first = setAt(loginId);
        assertThat(first, is(not(nullValue())));
        tenant.adminSends(Map.of("firstName", "X")).put("/user/" + loginId).then().statusCode(200);
        assertThat(setAt(loginId), is(first));
        set(loginId, "password of Tuesday").statusCode(200);
        assertThat(setAt(loginId), not(first));
    }

    @Test
    void refusedPasswordIsNotRepeated() {
        create("short-Kiwi").statusCode(400).body(not(containsString("Kiwi")));
    }

    private void policy(Map<String, ?> settings) {
        tenant.adminSends(settings).put("/securitypolicy").then().statusCode(200);
    }

    private ValidatableResponse create(String password) {
        Map<String, Object> user = tenant.somebody();
        user.put("password", password);
        return tenant.adminSends(user).post("/user").then();
    }

    private ValidatableResponse set(String loginId, String password) {
        return tenant.adminSends(Collections.singletonMap("password", password)).put("/user/" + loginId).then();
    }

    private static String former(String loginId) {
        return TestDatabase.value("select count(*) from password_history h join app_user u on u.tenant_id = h.tenant_id"
                + " and u.id = h.user_id where u.login_id = ?", loginId);
    }

    private static String setAt(String loginId) {
        return TestDatabase.value("select password_set_at from app_user where login_id = ?", loginId);
    }
}
