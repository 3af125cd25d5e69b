package org.callroster.console.login;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.console.ConsoleClient;
import org.callroster.token.TokenLimitTest;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;
import static org.callroster.console.ConsoleClient.form;
import static org.callroster.console.ConsoleClient.page;
import static org.callroster.console.ConsoleClient.with;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whoever sends too many passwords, or too large a file, is told so. Every test calls from an address of its own. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(TokenLimitTest.FewCalls.class)
class LoginLimitsTest {

    private static final String PASSWORD = "Plenty of rope, 42 m";
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private final String here = "192.0.2." + ADDRESSES.incrementAndGet();
    private final SmallTenant tenant = SmallTenant.create();
    private String login;
    private String session;

    @BeforeEach
    void logIn() {
        Map<String, Object> user = tenant.somebody("Everything");
        user.put("password", PASSWORD);
        login = tenant.created(user);
        session = ConsoleClient.session(tenant.name(), login);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/login", "/login/password", "/confirm", "/me/password" })
    void tooManyWrongPasswordsAreToldWhenToTryAgain(String path) {
        IntStream.range(0, TokenLimitTest.PER_LOGIN)
                .forEach(i -> assertThat(send(path, "wrong").statusCode(), is(oneOf(400, 401))));
        assertToldToWait(send(path, PASSWORD), 12);
    }

    /** An allowance that is used up comes back slowly, but not so slowly that the next call is refused for certain. */
    @Test
    void tooManyCallsOfOneAddressAreToldWhenToTryAgain() {
        IntStream.range(0, TokenLimitTest.CALLS)
                .forEach(i -> given().header("X-Forwarded-For", here).post("/oauth/token").then().statusCode(400));
        for (String path : List.of("/login", "/login/password", "/confirm", "/me/password")) {
            assertToldToWait(Stream.generate(() -> send(path, "")).limit(TokenLimitTest.CALLS)
                    .filter(answer -> answer.statusCode() == 429).findFirst().orElseThrow(), 1);
        }
    }

    /** @param most seconds to wait */
    private static void assertToldToWait(Response refused, int most) {
        Document page = page(refused, 429);
        int wait = Integer.parseInt(refused.header("Retry-After"));
        assertTrue(wait > 0 && wait <= most, "Retry-After " + wait);
        assertEquals("Too many tries", page.select(".problem h2").text());
        assertEquals("Try again in " + wait + " s.", page.select(".problem .retry").text());
        assertEquals(refused.header("Retry-After"), page.select(".problem").attr("data-retry"));
    }

    /** By its last bytes, so that nothing is left to be sent when the answer comes. */
    @Test
    void aFileThatIsLargerThanAllFilesMayBeIsRefused() {
        Document page = page(with(session).contentType("text/csv").body("loginId\n" + "ann\n".repeat((1 << 18) - 1))
                .post("/import/file?mode=create&dryRun=true"), 413);
        assertEquals("The body is over 1 MiB.", page.select(".problem p").first().text());
        page(with(session).contentType("text/csv").body("loginId\nann\n").post("/import/file?mode=create&dryRun=true"), 200);
    }

    private Response send(String path, String password) {
        return form(with(session).header("X-Forwarded-For", here), "tenant", tenant.name(), "login", login, "password",
                password, "newpassword", "seven lazy zebras at noon").post(path);
    }
}
