package org.callroster.packaged;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.callroster.Eventually;
import org.callroster.embedded.EmbeddedPostgres;
import org.callroster.embedded.Superuser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

import io.restassured.path.json.JsonPath;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** The production jar on an external PostgreSQL. Every test has its own database. */
class ExternalDatabaseIT {

    private static final String SECRET = "a-secret-of-forty-one-characters-or-more-0001";
    private static final String MASTER_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private static final String NEXT_MASTER_KEY = "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY=";
    private static final String NOT_SET = "";
    private static final String HOW_TO_MAKE_A_KEY = "base64 of 32 random bytes: openssl rand -base64 32";
    private static final Duration SOON = Duration.ofSeconds(15);
    /** As long as a Kubernetes probe waits that has a timeout of two seconds. */
    private static final long PROBE_MILLIS = 2000;

    private static EmbeddedPostgres server;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private Installation here;
    private String database;

    @BeforeAll
    static void startServer() throws IOException {
        Installation folder = Installation.empty("external-server");
        Superuser.letMakeDatabases(folder.data());
        server = EmbeddedPostgres.start(folder.data());
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void createDatabase(TestInfo test) throws SQLException {
        String name = test.getTestMethod().orElseThrow().getName();
        here = Installation.empty("external-" + name);
        database = name.toLowerCase().substring(0, Math.min(name.length(), 60));
        try (Connection connection = connection("callroster")) {
            connection.createStatement().execute("create database " + database);
        }
    }

    @AfterEach
    void endEverything() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void withoutASecretTheStartIsRefused() throws SQLException {
        Service service = start(Map.of());
        assertEquals(1, service.exitCode());
        assertThat(service.output() + service.errors(),
                containsString("with an external database no secret is generated for the first administrator:"
                        + " set CALLROSTER_BOOTSTRAP_API_SECRET"));
        assertThat(service.output() + service.errors(), not(containsString("\tat ")));
        assertEquals(0, count("tenant"));
    }

    /** The services start at the same time, because each start takes seconds. */
    @Test
    void whatMustBeSetRightlyStopsTheStartIfItIsNot() throws SQLException {
        String bad = "c2hvcnQ=";
        Map<Service, String> refused = Map.of(
                start(Map.of("CALLROSTER_MASTER_KEY", NOT_SET)),
                "with an external database CALLROSTER_MASTER_KEY is required, the same for all instances: " + HOW_TO_MAKE_A_KEY,
                start(Map.of("CALLROSTER_MASTER_KEY", bad)), "CALLROSTER_MASTER_KEY must be " + HOW_TO_MAKE_A_KEY,
                start(Map.of("CALLROSTER_ISSUER", NOT_SET)), "with an external database CALLROSTER_ISSUER is required",
                start(Map.of("CALLROSTER_BODIES_MEMORY", "1M")), "CALLROSTER_BODIES_MEMORY must be 2M or more",
                start(Map.of("CALLROSTER_KEY_ROTATION", "1H")), "CALLROSTER_KEY_ROTATION must be a day or more, like 30D");
        refused.forEach((service, reason) -> {
            assertEquals(1, service.exitCode());
            String told = service.output() + service.errors();
            assertThat(told, containsString(reason));
            assertThat(told, not(containsString("\tat ")));
            assertThat(told, not(containsString(bad)));
        });
        assertEquals(0, count("tenant"));
        assertEquals(0, count("signing_key"));
    }

    @Test
    void withASecretItServesAndStartsNoServer() throws SQLException {
        Service service = start(Map.of("CALLROSTER_BOOTSTRAP_API_SECRET", SECRET, "CALLROSTER_BOOTSTRAP_TENANT", "Acme.example",
                "CALLROSTER_BOOTSTRAP_LOGIN", "root")).awaitReady();
        String token = service.token("acme.example", "root", SECRET);
        assertEquals("1000", JsonPath.from(service.get("/configapi/v2/user/root", token).body()).getString("extension"));
        assertEquals("[{\"name\":\"Administrators\"}]", service.get("/configapi/v2/team", token).body());
        assertThat(Files.exists(here.data()), is(false));
        assertThat(service.output(), not(containsString(SECRET)));
        assertEquals(0, count("app_user where password_hash is not null"));

        assertServesItsDescription(service);
        Eventually.holds(SOON, () -> jdbcConnections() == 0);
    }

    /** As {@code kubectl create secret --from-file} leaves secrets. */
    @Test
    void lineEndAfterASecretIsNoPartOfIt() {
        Service service = start(Map.of("CALLROSTER_BOOTSTRAP_API_SECRET", SECRET + "\n",
                "CALLROSTER_BOOTSTRAP_PASSWORD", "seven lazy zebras at noon\n", "CALLROSTER_MASTER_KEY", NEXT_MASTER_KEY + "\n",
                "CALLROSTER_MASTER_KEY_PREVIOUS", MASTER_KEY + "\r\n",
                "QUARKUS_DATASOURCE_USERNAME", server.username() + "\n",
                "QUARKUS_DATASOURCE_PASSWORD", server.password() + "\n")).awaitReady();
        service.token("localhost", "admin", SECRET);
        assertEquals(200, service.login("localhost", "admin", "seven lazy zebras at noon").join().statusCode());

        Service tooShort = start(Map.of("CALLROSTER_BOOTSTRAP_API_SECRET", SECRET.substring(0, 40) + "\n"));
        assertEquals(1, tooShort.exitCode());
        assertThat(tooShort.errors(), containsString("CALLROSTER_BOOTSTRAP_API_SECRET has less than 41 characters"));
    }

    /** A serverless function may have no more connections than one. */
    @Test
    void oneConnectionIsEnoughToFillADatabaseAndServe() throws SQLException {
        Service service = start(Map.of("CALLROSTER_BOOTSTRAP_API_SECRET", SECRET, "QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE", "1"))
                .awaitReady();
        String token = service.token("localhost", "admin", SECRET);
        assertEquals(200, service.get("/configapi/v2/user/admin", token).statusCode());
        assertEquals(1, count("tenant"));
    }

    private static void assertServesItsDescription(Service service) {
        List.of("/q/health/live", "/q/health/ready", "/q/health/started", "/q/openapi")
                .forEach(path -> assertEquals(200, service.get(path).statusCode(), path));
        HttpResponse<String> page = service.get("/q/swagger-ui/");
        assertEquals(200, page.statusCode());
        assertThat(page.body(), containsString("swagger-ui"));
        assertThat(service.get("/q/openapi").body(), containsString("/configapi/v2/oauth/token"));
    }

    @Test
    void threeAtOnceMakeOneTenantAndOneKey() throws SQLException {
        Map<String, String> settings = Map.of("CALLROSTER_BOOTSTRAP_API_SECRET", SECRET);
        List<Service> services = List.of(start(settings), start(settings), start(settings));
        services.forEach(Service::awaitReady);
        assertEquals(1, count("tenant"));
        assertEquals(1, count("app_user"));
        assertEquals(1, count("api_secret"));
        assertEquals(1, count("signing_key"));
        services.forEach(issuer -> {
            String token = issuer.token("localhost", "admin", SECRET);
            services.forEach(other -> assertEquals(200, other.get("/configapi/v2/team", token).statusCode()));
        });
    }

    @Test
    void twoInstancesTogetherLookAtSixOfTwoHundredGuesses() throws SQLException {
        Map<String, String> settings = Map.of("CALLROSTER_BOOTSTRAP_API_SECRET", SECRET);
        List<Service> services = List.of(start(settings).awaitReady(), start(settings).awaitReady());
        List<CompletableFuture<HttpResponse<String>>> guesses = IntStream.range(0, 200)
                .mapToObj(i -> services.get(i % 2).login("localhost", "admin", "guess number " + i)).toList();
        List<String> answers = guesses.stream().map(CompletableFuture::join)
                .map(answer -> JsonPath.from(answer.body()).getString("error")).toList();
        assertEquals(6, Collections.frequency(answers, "authentication_failed"));
        assertThat(Set.copyOf(answers),
                everyItem(is(in(Set.of("authentication_failed", "wait_before_login", "account_locked")))));
        assertEquals(1, count("login_failure where failures = 6 and locked_until > now()"));
        assertEquals(6,
                number("select sum(count) from audit where action = 'login failed' and reason = 'wrong password'", database));
    }

    /** One instance gets the new key while the other still works with the old one. In the end no instance has the old one. */
    @Test
    void changeOfTheMasterKeyKeepsTokensGood() throws SQLException {
        Service old = start(Map.of("CALLROSTER_BOOTSTRAP_API_SECRET", SECRET)).awaitReady();
        String before = old.token("localhost", "admin", SECRET);
        String sealedBefore = sealed();

        Service changing = start(
                Map.of("CALLROSTER_MASTER_KEY", NEXT_MASTER_KEY, "CALLROSTER_MASTER_KEY_PREVIOUS", MASTER_KEY)).awaitReady();
        assertThat(sealed(), not(is(sealedBefore)));
        String ofTheOld = old.token("localhost", "admin", SECRET);
        String ofTheChanging = changing.token("localhost", "admin", SECRET);
        assertGood(old, before, ofTheOld, ofTheChanging);
        assertGood(changing, before, ofTheOld, ofTheChanging);
        old.terminate();
        changing.terminate();

        Service after = start(Map.of("CALLROSTER_MASTER_KEY", NEXT_MASTER_KEY)).awaitReady();
        assertGood(after, before, ofTheOld, ofTheChanging, after.token("localhost", "admin", SECRET));
        assertEquals(1, count("signing_key"));
    }

    private static void assertGood(Service service, String... tokens) {
        for (String token : tokens) {
            assertEquals(200, service.get("/configapi/v2/team", token).statusCode());
        }
    }

    @Test
    void badFileStopsTheStartAndLeavesNothingOfAnyFile() throws SQLException {
        here.file("tenants/a.json", centre("a.example"));
        here.file("tenants/b.json", centre("b.example").replace("\"team\": \"Sales\"", "\"team\": \"Returns\""));
        Service service = start(Map.of("CALLROSTER_BOOTSTRAP_FILE", "tenants"));
        assertEquals(1, service.exitCode());
        assertThat(service.output() + service.errors(), containsString(
                "Callroster can't start: tenants/b.json, line 5: users[0].team names an unknown team: Returns"));
        assertThat(service.output() + service.errors(), not(containsString("\tat ")));
        assertEquals(0, count("tenant"));
    }

    /** So stricter rules do not stop the start of an existing installation. */
    @Test
    void fileIsLoadedAndCheckedWhenItsTenantIsNewAndOnlyThen() throws SQLException {
        here.file("tenants/a.json", centre("a.example"));
        Map<String, String> settings = Map.of("CALLROSTER_BOOTSTRAP_FILE", "tenants");
        Service before = start(settings).awaitReady();
        before.token("a.example", "ann", SECRET);
        before.terminate();

        here.file("tenants/a.json", centre("a.example").replace("\"ann\"", "\"another\", \"password\": \"short\""));
        here.file("tenants/b.json", centre("b.example"));
        Service after = start(settings).awaitReady();
        after.token("a.example", "ann", SECRET);
        after.token("b.example", "ann", SECRET);
        assertEquals(401, after.tokenCall("a.example", "another", SECRET).statusCode());
        assertEquals(2, count("tenant"));
        assertEquals(2, count("app_user"));
    }

    @Test
    void lostDatabaseIsToldAndOutlived() {
        Link link = new Link(port());
        opened.add(link);
        Map<String, String> settings = new HashMap<>(Map.of("CALLROSTER_BOOTSTRAP_API_SECRET", SECRET));
        settings.put("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://127.0.0.1:" + link.port() + "/" + database);
        Service service = start(settings).awaitReady();
        String token = service.token("localhost", "admin", SECRET);
        assertEquals(200, service.get("/configapi/v2/team", token).statusCode());

        link.silence();
        assertProbes(service, 503);
        link.cut();
        assertProbes(service, 503);
        Eventually.holds(SOON, () -> isUnavailable(service.get("/configapi/v2/team", token)));
        Eventually.holds(SOON, () -> isUnavailable(service.tokenCall("localhost", "admin", SECRET)));

        link.mend();
        Eventually.holds(SOON, () -> service.get("/q/health/ready").statusCode() == 200);
        Eventually.holds(SOON, () -> service.get("/configapi/v2/team", token).statusCode() == 200);
        service.token("localhost", "admin", SECRET);
    }

    @Test
    void everyLogLineOfARequestTellsWhoseItIs() throws SQLException {
        Service service = start(Map.of("CALLROSTER_BOOTSTRAP_API_SECRET", SECRET)).awaitReady();
        String token = service.token("localhost", "admin", SECRET);
        try (Connection connection = connection(database)) {
            connection.createStatement().execute("alter table audit rename to lost");
        }
        HttpResponse<String> failed = service.get("/configapi/v2/audit", token);
        assertEquals(500, failed.statusCode());
        service.terminate();

        List<JsonPath> lines = service.output().lines().map(JsonPath::from).toList();
        String id = failed.headers().firstValue("X-Request-Id").orElseThrow();
        List<JsonPath> ofTheRequest = lines.stream().filter(line -> id.equals(line.getString("mdc.requestId"))).toList();
        assertThat(ofTheRequest.size(), is(1));
        assertEquals("request " + id + " failed", ofTheRequest.get(0).getString("message"));
        assertEquals("ERROR", ofTheRequest.get(0).getString("level"));
        assertEquals("localhost", ofTheRequest.get(0).getString("mdc.tenant"));
        assertEquals("admin", ofTheRequest.get(0).getString("mdc.user"));
    }

    private static void assertProbes(Service service, int ready) {
        long began = System.nanoTime();
        assertEquals(ready, service.get("/q/health/ready").statusCode());
        assertThat(Duration.ofNanos(System.nanoTime() - began).toMillis(), lessThan(PROBE_MILLIS));
        assertEquals(200, service.get("/q/health/live").statusCode());
    }

    private static boolean isUnavailable(HttpResponse<String> answer) {
        return answer.statusCode() == 503 && answer.body().startsWith("{\"error\":\"unavailable\",")
                && answer.headers().firstValue("Retry-After").equals(java.util.Optional.of("1"));
    }

    private Service start(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL", server.reactiveUrl().replaceFirst("/[^/]*$", "/" + database),
                "QUARKUS_DATASOURCE_USERNAME", server.username(),
                "QUARKUS_DATASOURCE_PASSWORD", server.password(),
                "CALLROSTER_MASTER_KEY", MASTER_KEY,
                "CALLROSTER_ISSUER", "https://roster.example"));
        settings.putAll(more);
        settings.values().removeIf(NOT_SET::equals);
        Service service = here.start(settings);
        opened.add(0, service);
        return service;
    }

    private static String centre(String tenant) {
        return """
                {
                  "tenant": "%s",
                  "teams": ["Sales"],
                  "users": [{"loginId": "ann", "firstName": "Ann", "lastName": "A",
                    "team": "Sales", "roles": ["System Administrator"],
                    "apiSecret": "%s"}]
                }
                """.formatted(tenant, SECRET);
    }

    private static int port() {
        return java.net.URI.create(server.reactiveUrl()).getPort();
    }

    private String sealed() throws SQLException {
        try (Connection connection = connection(database)) {
            ResultSet row = connection.createStatement().executeQuery("select cast(private_key as text) from signing_key");
            row.next();
            return row.getString(1);
        }
    }

    private int count(String table) throws SQLException {
        return number("select count(*) from " + table, database);
    }

    private int jdbcConnections() {
        try {
            return number("select count(*) from pg_stat_activity where application_name = 'PostgreSQL JDBC Driver'"
                    + " and datname = '" + database + "'", "callroster");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int number(String sql, String database) throws SQLException {
        try (Connection connection = connection(database)) {
            ResultSet row = connection.createStatement().executeQuery(sql);
            row.next();
            return row.getInt(1);
        }
    }

    private static Connection connection(String database) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl().replaceFirst("/[^/]*$", "/" + database), server.username(),
                server.password());
    }
}
