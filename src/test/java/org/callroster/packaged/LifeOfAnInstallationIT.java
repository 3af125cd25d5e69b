package org.callroster.packaged;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.callroster.Eventually;
import org.callroster.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.restassured.path.json.JsonPath;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** What an operator does with the production jar over the years. */
class LifeOfAnInstallationIT {

    private static final Duration A_SECOND = Duration.ofMillis(1200); // a second, and time to ask
    private static final String PASSWORD = "seven lazy zebras at noon";

    private final List<Service> services = new ArrayList<>();
    private Installation here;

    @AfterEach
    void endEverything() {
        services.forEach(Service::close);
        here.stopPostmasters();
    }

    @Test
    void migrationsRunOnlyWhenTheyMay() throws SQLException {
        here = Installation.empty("life-migrate");
        assertRefused("CALLROSTER_MIGRATE must be auto, off or only, and is never", Map.of("CALLROSTER_MIGRATE", "never"));
        assertRefused("the database has no schema yet, and this release needs version ", Map.of("CALLROSTER_MIGRATE", "off"));

        Service only = start(Map.of("CALLROSTER_MIGRATE", "only"));
        assertEquals(0, only.exitCode());
        assertThat(only.output(), containsString("the database has version "));
        assertThat(only.output(), not(containsString("Listening on: http")));
        assertThat(here.postmasters(), is(List.of()));
        assertEquals("0", value("select count(*) from tenant"));

        Service off = start(Map.of("CALLROSTER_MIGRATE", "off")).awaitReady();
        off.token("localhost", "admin", here.adminSecret());
        off.terminate();
    }

    @Test
    void newerSchemaIsAcceptedAndAnUnreleasedOneRefused() throws SQLException {
        here = Installation.started("life-schema");
        execute("""
                insert into flyway_schema_history
                select 99, '99', 'later', type, 'V99__later.sql', 1, installed_by, installed_on, execution_time, success
                from flyway_schema_history where version = '1'""");
        start(Map.of("CALLROSTER_MIGRATE", "off")).awaitReady().terminate();

        execute("update flyway_schema_history set checksum = 1 where version = '1'");
        String reason =
                "the database was created by an unreleased version of Callroster and can't be migrated: create a new one,"
                        + " or move the folder of the embedded one (CALLROSTER_DATA_DIR) away";
        assertRefused(reason, Map.of("CALLROSTER_MIGRATE", "off"));
        assertRefused(reason, Map.of());
    }

    @Test
    void tenantIsDisabledAndEnabledByCommandWithinASecond() {
        here = Installation.started("life-tenant");
        Service service = start(Map.of()).awaitReady();
        String token = service.token("localhost", "admin", here.adminSecret());
        assertEquals(200,
                service.put("/configapi/v2/user/admin", token, "{\"password\":\"" + PASSWORD + "\",\"changePassword\":false}")
                        .statusCode());
        String session = JsonPath.from(login(service, PASSWORD).body()).getString("session_id");
        String bearer = service.token("localhost", "admin", here.adminSecret());
        assertEquals(200, service.get("/configapi/v2/team", bearer).statusCode());

        assertSays("the tenant localhost is disabled\n", "disable-tenant", "LOCALHOST");
        Eventually.holds(A_SECOND, () -> service.get("/configapi/v2/team", bearer).statusCode() == 401);
        HttpResponse<String> refused = service.tokenCall("localhost", "admin", here.adminSecret());
        assertEquals(401, refused.statusCode());
        assertEquals(service.tokenCall("localhost", "nobody", "wrong").body(), refused.body());
        assertEquals("not_logged_in", error(service.get("/session_check?session_id=" + session)));
        assertEquals("tenant_disabled", error(login(service, PASSWORD)));
        assertEquals("authentication_failed", error(login(service, "wrong")));

        assertSays("the tenant localhost is enabled\n", "enable-tenant", "localhost");
        assertSays("the tenant localhost is enabled\n", "enable-tenant", "localhost");
        Eventually.holds(A_SECOND, () -> service.get("/configapi/v2/team", bearer).statusCode() == 200);
        assertEquals(200, service.get("/session_check?session_id=" + session).statusCode());
        assertEquals(List.of("tenant enabled", "tenant disabled"),
                JsonPath.from(service.get("/configapi/v2/audit?user=localhost", bearer).body()).getList("events.kind"));

        Service unknown = start(Map.of(), "disable-tenant", "elsewhere");
        assertEquals(1, unknown.exitCode());
        assertEquals("there is no tenant elsewhere\n", unknown.errors());
    }

    @Test
    void folderOfAnotherMajorVersionIsLeftAloneAndTheRemedyIsSaid() throws IOException {
        here = Installation.started("life-version");
        Path version = here.data().resolve("pgdata/PG_VERSION");
        String ours = Files.readString(version);
        Files.writeString(version, "17\n");
        List<String> before = here.entriesOf(here.data());
        assertRefused("pgdata was made by PostgreSQL 17, and this Callroster brings PostgreSQL " + ours.strip()
                + ". Nothing was changed. Start the Callroster that made it, or move the data to a new folder as"
                + " docs/installation.md says.", Map.of());
        assertEquals(before, here.entriesOf(here.data()));
        Files.writeString(version, ours);
        start(Map.of()).awaitReady();
    }

    private static HttpResponse<String> login(Service service, String password) {
        return service.login("localhost", "admin", password).join();
    }

    private static String error(HttpResponse<String> answer) {
        return JsonPath.from(answer.body()).getString("error");
    }

    private void assertSays(String words, String... command) {
        Service done = start(Map.of(), command);
        assertEquals(0, done.exitCode(), done.errors());
        assertEquals(words, done.output());
    }

    private void assertRefused(String words, Map<String, String> settings) {
        Service refused = start(settings);
        assertEquals(1, refused.exitCode());
        assertThat(refused.errors(), containsString("Callroster can't start: "));
        assertThat(refused.errors(), containsString(words));
        assertThat(refused.output() + refused.errors(), not(containsString("\tat ")));
        assertThat(here.postmasters(), is(List.of()));
    }

    private Service start(Map<String, String> settings, String... arguments) {
        Service service = here.start(settings, arguments);
        services.add(service);
        return service;
    }

    /** Queries the database of a stopped installation. */
    private String value(String sql) throws SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(here.data()); Connection connection = connection(server)) {
            ResultSet row = connection.createStatement().executeQuery(sql);
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(here.data()); Connection connection = connection(server)) {
            connection.createStatement().execute(sql);
        }
    }

    private static Connection connection(EmbeddedPostgres server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
    }
}
