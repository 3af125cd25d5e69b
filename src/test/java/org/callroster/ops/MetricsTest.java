package org.callroster.ops;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.callroster.Api;
import org.callroster.Eventually;
import org.callroster.Metrics;
import org.callroster.RawHttp;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MetricsTest {

    private static final String PASSWORD = "Plenty of rope, 42 m";
    private static final Set<String> LABELS =
            Set.of("outcome", "event", "credential", "export", "limit", "provider", "name", "token");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

    private SmallTenant tenant;
    private String login;
    private String secret;

    @BeforeEach
    void somebodyNew() {
        tenant = SmallTenant.create();
        Map<String, Object> user = tenant.somebody("Everything");
        user.put("password", PASSWORD);
        tenant.adminSends(user).post("/user").then().statusCode(200);
        login = (String) user.get("loginId");
        secret = Api.newSecret(tenant.name(), login);
    }

    @Test
    void tokenCallsAreCountedByTheirEnd() {
        assertCounted(1, () -> token(secret), "callroster_token_grants_total", "outcome=\"granted\"");
        assertCounted(2, () -> {
            token("wrong");
            token("wrong");
        }, "callroster_token_grants_total", "outcome=\"invalid_client\"");
        assertCounted(1,
                () -> Api.anonymous().contentType(ContentType.URLENC).body("grant_type=password").post("/oauth/token"),
                "callroster_token_grants_total", "outcome=\"unsupported_grant_type\"");
        assertCounted(1, () -> Api.anonymous().contentType(ContentType.JSON).body("{}").post("/oauth/token"),
                "callroster_token_grants_total", "outcome=\"unsupported_media_type\"");
    }

    @Test
    void loginsAreCountedByTheirEnd() {
        assertCounted(1, () -> session(PASSWORD), "callroster_password_logins_total", "outcome=\"logged_in\"");
        assertCounted(1, () -> session("wrong"), "callroster_password_logins_total", "outcome=\"authentication_failed\"");
        assertCounted(1, () -> session(""), "callroster_password_logins_total", "outcome=\"bad_request\"");
    }

    @Test
    void locksAreCountedByWhatTheyLock() {
        assertCounted(1, () -> repeat(8, () -> token("wrong")), "callroster_locks_total", "event=\"locked\"",
                "credential=\"secret\"");
        assertCounted(1, () -> repeat(8, () -> session("wrong")), "callroster_locks_total", "event=\"locked\"",
                "credential=\"password\"");
        double passwords = Metrics.sum("callroster_locks_total", "event=\"cleared\"", "credential=\"password\"");
        assertCounted(1, this::clear, "callroster_locks_total", "event=\"cleared\"", "credential=\"secret\"");
        assertEquals(passwords + 1, Metrics.sum("callroster_locks_total", "event=\"cleared\"", "credential=\"password\""));
        assertCounted(0, () -> {
            token("wrong");
            clear();
        }, "callroster_locks_total");
    }

    @Test
    void rowsOfExportsAreCounted() {
        assertCounted(2, () -> Api.as(tenant.name(), login).get("/phone/user").then().statusCode(200),
                "callroster_export_rows_total", "export=\"user_numbers\"");
        assertEquals(0, Metrics.sum("callroster_export_running"));
    }

    @Test
    void passwordHashesShowInTheirPool() {
        assertCounted(1, () -> session(PASSWORD), "callroster_password_executor_seconds_count", "name=\"password-hasher\"");
        assertThat(names(), hasItem("callroster_password_executor_active_threads"));
        assertThat(names(), hasItem("callroster_password_executor_queued_tasks"));
        assertThat(names(), hasItem("callroster_password_executor_idle_seconds_max"));
        assertThat(names(), hasItem("callroster_password_hash_refused_total"));
    }

    @Test
    void databasePoolTellsHowLongCallsWaitForAConnection() {
        Api.as(tenant.name(), login).get("/user/" + login).then().statusCode(200);
        assertThat(Metrics.sum("sql_pool_queue_delay_seconds_count"), greaterThan(0.0));
        assertThat(names(), hasItem("sql_pool_active"));
        assertThat(names(), hasItem("sql_pool_queue_size"));
    }

    @Test
    void whoSignsTokensIsTold() {
        Eventually.holds(Duration.ofSeconds(10), () -> Metrics.sum("callroster_token_signer") == 1);
        assertThat(Metrics.series(), hasItem(containsString("callroster_token_signer{provider=\"")));
    }

    @Test
    void requestsAreNamedByTemplatesAlone() {
        String path = "/user/" + login;
        assertCounted(1, () -> Api.as(tenant.name(), login).get(path).then().statusCode(200),
                "http_server_requests_seconds_count",
                "uri=\"/configapi/v2/user/{loginId}\"", "status=\"200\"");
        assertCounted(1, () -> Api.withToken("bad").get(path).then().statusCode(401), "http_server_requests_seconds_count",
                "uri=\"/configapi/v2/user/{loginId}\"", "status=\"401\"");
        Api.as(tenant.name(), login).get("/user/nobody-" + login).then().statusCode(404);
        Api.as(tenant.name(), login).patch(path).then().statusCode(405);
        Api.as(tenant.name(), login).options(path).then().statusCode(405);
        Api.as(tenant.name(), login).contentType("text/plain").body("x").put(path).then().statusCode(415);
        assertThat(RawHttp.exchange("PUT " + Api.BASE + path + " HTTP/1.1", "Content-Length: 1100000"),
                startsWith("HTTP/1.1 413 "));
        given().urlEncodingEnabled(false).get("/nowhere/" + login).then().statusCode(404);
        assertThat(Metrics.series().toString(), not(containsString(login)));
        assertEquals(0, Metrics.sum("http_server_requests_seconds_count", "uri=\"/unknown\"", "status=\"200\""));
    }

    /** Otherwise a few requests would use up the limit of a hundred names, and real calls would no longer be counted. */
    @Test
    void whatIsRefusedBeforeItIsRoutedHasOneName() throws IOException {
        String host = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        for (String request : List.of(
                "GET /configapi/v2/user/%zstranger" + host, "GET /stranger/%" + host, "GET stranger" + host,
                "GET /stranger HTTP/1.1\r\nConnection: close\r\n",
                "GET /stranger HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n",
                "GET /stranger" + host + "X: " + "x".repeat(30_000) + "\r\n", "GET /" + "stranger".repeat(1000) + host,
                "GET /stranger/../q/health/live" + host, "GET /%71/health/live?stranger" + host,
                "GET //q//health/stranger" + host, "STRANGER /configapi/v2/team" + host, "STRANGER /nowhere" + host,
                "STRANGER /configapi/v2/user/%zz" + host)) {
            RawHttp.bytesUntilClosed(request + "\r\n");
        }
        assertThat(Metrics.series().toString().toLowerCase(Locale.ROOT), not(containsString("stranger")));
        assertThat(Metrics.series().toString(), not(containsString("%71")));
        assertThat(Metrics.sum("http_server_requests_seconds_count", "uri=\"/unknown\"", "method=\"other\""), greaterThan(0.0));
    }

    @Test
    void noLabelTellsOfATenantOrAUser() {
        token(secret);
        session(PASSWORD);
        List<String> ours = Metrics.series().stream().filter(line -> line.startsWith("callroster_")).toList();
        Set<String> labels = ours.stream().flatMap(line -> LABEL.matcher(line).results()).map(MatchResult::group)
                .map(label -> label.substring(0, label.length() - 2)).collect(Collectors.toSet());
        assertThat(labels, everyItem(is(in(LABELS))));
        assertThat(Metrics.series().toString(), not(containsString(tenant.name())));
        assertThat(Metrics.series().toString(), not(containsString(login)));
    }

    private static Set<String> names() {
        return Metrics.series().stream().map(line -> line.split("[{ ]", 2)[0]).collect(Collectors.toSet());
    }

    private static void assertCounted(int n, Runnable calls, String name, String... labels) {
        double before = Metrics.sum(name, labels);
        calls.run();
        assertEquals(before + n, Metrics.sum(name, labels), name + List.of(labels));
    }

    private static void repeat(int n, Runnable call) {
        for (int i = 0; i < n; i++) {
            call.run();
        }
    }

    private Response token(String with) {
        return Api.requestToken(tenant.name(), login, with);
    }

    private Response session(String password) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("domain", tenant.name(), "username", login, "password", password,
                        "application", "admin"))
                .post("/session_login");
    }

    private void clear() {
        tenant.admin().put("/user/lock/" + login).then().statusCode(200);
    }
}
