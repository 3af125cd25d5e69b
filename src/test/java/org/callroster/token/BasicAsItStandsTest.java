package org.callroster.token;

import java.util.UUID;
import java.util.stream.IntStream;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.callroster.secret.ApiSecretRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Basic headers that were not form-encoded, as {@code curl -u} and several libraries send them (contract section 2). */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BasicAsItStandsTest {

    private static final int FAILURES_THAT_LOCK = 6;

    private final String unique = UUID.randomUUID().toString();

    @ParameterizedTest
    @ValueSource(strings = { "sam+weekend@example.com", "100%", "100%ab", "a%zz+b", "a+%41", "50%+" })
    void loginIsTakenAsItStands(String login) {
        String made = Users.created(Users.named(unique + login));
        basic(Api.EXAMPLE, made, Api.newSecret(Api.EXAMPLE, made)).then().statusCode(200);
        basic(Api.EXAMPLE, made, "wrong").then().statusCode(401).header("WWW-Authenticate", is("Basic realm=\"callroster\""));
    }

    @ParameterizedTest
    @ValueSource(strings = { "sam+weekend@example.com", "100%", "a%zz+b", "a+%41", "a b" })
    void loginThatIsFormEncodedIsDecoded(String login) {
        String made = Users.created(Users.named(unique + login));
        String secret = Api.newSecret(Api.EXAMPLE, made);
        basic(Api.EXAMPLE, Api.path(made), Api.path(secret)).then().statusCode(200);
        basic(Api.EXAMPLE, Api.path(made).replace("%20", "+"), Api.path(secret)).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "se+cret ", "100%-", "%zz+" })
    void secretIsTakenAsItStandsToo(String beginning) {
        String login = Users.created();
        String secret = beginning + Api.newSecret(Api.EXAMPLE, login);
        ApiSecretRows.replaceAll(login, secret);
        basic(Api.EXAMPLE, login, secret).then().statusCode(200);
        basic(Api.EXAMPLE, login, Api.path(secret)).then().statusCode(200);
    }

    /** A percent sign that is none by itself was encoded. */
    @Test
    void whatCanOnlyBeFormEncodedIsNotTakenAsItStands() {
        String login = Users.created(Users.named(unique + "a%41"));
        basic(Api.EXAMPLE, login, Api.newSecret(Api.EXAMPLE, login)).then().statusCode(401);
    }

    @Test
    void eachOfTwoUsersIsFoundByItsOwnSecret() {
        SmallTenant tenant = SmallTenant.create();
        created(tenant, "a b");
        created(tenant, "a+b");
        String ofSpace = Api.newSecret(tenant.name(), "a b");
        String ofPlus = Api.newSecret(tenant.name(), "a+b");
        assertEquals("a b", login(basic(tenant.name(), "a+b", ofSpace)));
        assertEquals("a+b", login(basic(tenant.name(), "a+b", ofPlus)));
        assertEquals("a+b", login(basic(tenant.name(), "a%2Bb", ofPlus)));
        basic(tenant.name(), "a%2Bb", ofSpace).then().statusCode(401);
    }

    @Test
    void oneTryIsOneFailure() {
        SmallTenant tenant = SmallTenant.create();
        created(tenant, "a+b");
        fail(tenant, "a+b", FAILURES_THAT_LOCK - 1);
        assertEquals("5", failures(tenant, "a+b"));
        assertEquals("5", TestDatabase.value("select sum(count) from audit where action = 'login failed'"
                + " and tenant_id = (select id from tenant where name = ?)", tenant.name()));
        locked(tenant, "a%2Bb", false);
        fail(tenant, "a+b", 1);
        locked(tenant, "a%2Bb", true);
        basic(tenant.name(), "a+b", Api.newSecret(tenant.name(), "a+b")).then().statusCode(401);
    }

    /** Else the second of two users could be guessed at without end, under the lock of the first. */
    @Test
    void guessesAtTwoUsersEndWithTheLockOfOne() {
        SmallTenant tenant = SmallTenant.create();
        created(tenant, "a b");
        created(tenant, "a+b");
        fail(tenant, "a+b", FAILURES_THAT_LOCK);
        locked(tenant, "a%20b", true);
        String secret = Api.newSecret(tenant.name(), "a+b");
        basic(tenant.name(), "a+b", secret).then().statusCode(401);
        basic(tenant.name(), "a%2Bb", secret).then().statusCode(200);
    }

    private static void created(SmallTenant tenant, String login) {
        var user = tenant.somebody();
        user.put("loginId", login);
        tenant.adminSends(user).post("/user").then().statusCode(200);
    }

    private static void fail(SmallTenant tenant, String login, int times) {
        IntStream.range(0, times).forEach(i -> basic(tenant.name(), login, "wrong").then().statusCode(401));
    }

    private static void locked(SmallTenant tenant, String inPath, boolean locked) {
        tenant.admin().get("/user/lock/" + inPath).then().body(is("{\"lockedOut\":" + locked + "}"));
    }

    private static String failures(SmallTenant tenant, String login) {
        return TestDatabase.value("""
                select failures from login_failure f join app_user u on u.tenant_id = f.tenant_id and u.id = f.user_id
                where u.tenant_id = (select id from tenant where name = ?) and login_id = ?""", tenant.name(), login);
    }

    private static String login(Response granted) {
        return Jws.of(granted.then().statusCode(200).extract().path("access_token")).claim("sub");
    }

    private static Response basic(String tenant, String id, String secret) {
        return TokenCall.postAs(TokenCall.basic(id, secret), TokenCall.GRANT + "&tenant=" + tenant);
    }
}
