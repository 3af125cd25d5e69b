package org.callroster.packaged;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.callroster.provider.TestProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.restassured.path.json.JsonPath;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The production jar with its embedded database. */
class EmbeddedServiceIT {

    /** 128 plus the number of SIGTERM: what a shell and an init system expect. */
    private static final int ENDED_BY_SIGTERM = 143;

    /** Tests use copies, so that they need not create a database. */
    private final Installation first = FirstStart.get().installation();
    private final String outputOfTheFirstStart = FirstStart.get().output();
    private final List<Service> services = new ArrayList<>();
    private final List<Installation> installations = new ArrayList<>();

    @AfterEach
    void endEverything() {
        services.forEach(Service::close);
        installations.forEach(Installation::stopPostmasters);
    }

    @Test
    void firstStartLeavesTheSecretWhereOnlyItsOwnerReadsIt() throws IOException {
        Path file = first.data().resolve("admin-secret");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(43, first.adminSecret().length());
        assertThat(outputOfTheFirstStart, containsString("The API secret of admin is in data/admin-secret."));
        assertThat(outputOfTheFirstStart, not(containsString(first.adminSecret())));
        assertThat(first.entriesOf(first.folder()), hasItem("data"));
    }

    @Test
    void firstStartLeavesThePasswordWhereOnlyItsOwnerReadsIt() throws IOException {
        Path file = first.data().resolve("admin-password");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(20, first.adminPassword().length());
        assertThat(outputOfTheFirstStart, containsString("/console. Log in as admin of the tenant localhost with the password"
                + " in data/admin-password."));
        assertThat(outputOfTheFirstStart, not(containsString(first.adminPassword())));
    }

    @Test
    void firstStartMakesAMasterKeyThatOnlyItsOwnerReads() throws IOException {
        Path file = first.data().resolve("master-key");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(32, Base64.getDecoder().decode(read(file)).length);
        assertThat(outputOfTheFirstStart, not(containsString(read(file))));
    }

    @Test
    void sigtermStopsServiceAndDatabase() {
        assertEquals(ENDED_BY_SIGTERM, FirstStart.get().exitCode());
        assertThat(first.postmasters(), is(List.of()));
        assertThat(Files.exists(first.data().resolve("pgdata/postmaster.pid")), is(false));
        assertThat(read(first.data().resolve("postgresql.log")), containsString("database system is shut down"));
    }

    @Test
    void dataAndTokensSurviveARestartAndThePrintedLineWorks() throws Exception {
        Installation here = copyOfTheFirst("restart");
        Service before = start(here).awaitReady();
        String token = before.token("localhost", "admin", here.adminSecret());
        assertLogin(before, here.adminPassword(), "password_change_required");
        Files.delete(here.data().resolve("admin-password"));
        HttpResponse<String> created = before.post("/configapi/v2/user", token,
                "{\"loginId\":\"ann\",\"firstName\":\"Ann\",\"lastName\":\"A\",\"team\":\"Administrators\"}");
        assertEquals(200, created.statusCode(), created.body());
        assertEquals(ENDED_BY_SIGTERM, before.terminate());

        Service after = Service.start(here.folder(), before.port(), Map.of());
        services.add(after);
        after.awaitReady();
        HttpResponse<String> user = after.get("/configapi/v2/user/ann", token);
        assertEquals(200, user.statusCode(), user.body());
        assertEquals("1001", JsonPath.from(user.body()).getString("extension"));
        String printed = outputOfTheFirstStart.lines().filter(line -> line.contains("curl ")).findFirst().orElseThrow();
        assertThat(shell(here.folder(), printed.replaceFirst(":\\d+/", ":" + after.port() + "/")),
                startsWith("{\"access_token\":\"ey"));
        assertThat(after.output() + after.errors(), not(containsString("API secret")));
        assertThat(after.output() + after.errors(), not(containsString("/console")));
        assertThat(here.entriesOf(here.data()), not(hasItem("admin-password")));
    }

    @Test
    void killedServiceStartsAgainWithOneDatabase() {
        Installation here = copyOfTheFirst("killed");
        Service killed = start(here).awaitReady();
        killed.kill();
        List<ProcessHandle> leftBehind = here.postmasters();
        assertEquals(1, leftBehind.size());

        Service again = start(here).awaitReady();
        assertEquals(1, here.postmasters().size());
        assertThat(here.postmasters(), not(is(leftBehind)));
        again.token("localhost", "admin", here.adminSecret());
        assertEquals(ENDED_BY_SIGTERM, again.terminate());
        assertThat(here.postmasters(), is(List.of()));
    }

    @Test
    void commandsWorkBesideTheRunningService() {
        Installation here = copyOfTheFirst("commands");
        Service service = start(here).awaitReady();
        lock(service, here.adminSecret());

        Service unlock = start(here, "unlock", "localhost", "ADMIN");
        assertEquals(0, unlock.exitCode(), unlock.errors());
        assertEquals("ADMIN is not locked\n", unlock.output());
        service.token("localhost", "admin", here.adminSecret());

        String token = service.token("localhost", "admin", here.adminSecret());
        service.post("/configapi/v2/user", token, """
                {"loginId":"ann","firstName":"Ann","lastName":"A","team":"Administrators","disabled":true}""");
        Service enable = start(here, "enable", "localhost", "ANN");
        assertEquals(0, enable.exitCode(), enable.errors());
        assertEquals("ANN is enabled\n", enable.output());
        assertThat(service.get("/configapi/v2/user/ann", token).body(), startsWith("{\"disabled\":false,"));
        assertThat(service.get("/configapi/v2/audit?user=ann", token).body(),
                containsString("\"kind\":\"user enabled\",\"actor\":\"console\",\"subject\":\"ann\""));

        Service secret = start(here, "secret", "https://LOCALHOST/", "admin");
        assertEquals(0, secret.exitCode(), secret.errors());
        service.token("localhost", "admin", secret.output().lines().findFirst().orElseThrow());
        assertThat(secret.output(), containsString("curl http://localhost:"));

        importUsers(here, service, makePassword(here, service));
        Service trim = start(here, "trim-audit");
        assertEquals(0, trim.exitCode(), trim.errors());
        assertEquals("0 rows of the audit are deleted\n", trim.output());

        Service second = start(here);
        assertEquals(1, second.exitCode());
        assertThat(second.errors(), containsString("Another Callroster is running on the folder data."));
        assertEquals(1, here.postmasters().size());
        assertEquals(200, service.get("/q/health/ready").statusCode());
    }

    /** Returns a new token, because a password ends those before it. */
    private String makePassword(Installation here, Service service) {
        Service password = start(here, "password", "LOCALHOST", "Admin");
        assertEquals(0, password.exitCode(), password.errors());
        List<String> told = password.output().lines().toList();
        assertEquals(List.of("", "Admin has to change it at the next login"), told.subList(1, told.size()));
        assertLogin(service, told.get(0), "password_change_required");
        assertLogin(service, here.adminPassword(), "authentication_failed");
        String token = service.token("localhost", "admin", here.adminSecret());
        assertThat(service.get("/configapi/v2/audit?user=admin", token).body(),
                containsString("\"kind\":\"user updated, password set\",\"actor\":\"console\",\"subject\":\"admin\""));
        return token;
    }

    private static void assertLogin(Service service, String password, String error) {
        HttpResponse<String> answer = service.login("localhost", "admin", password).join();
        assertEquals(error, JsonPath.from(answer.body()).getString("error"), answer.body());
    }

    private void importUsers(Installation here, Service service, String token) {
        Path file = write(here.folder().resolve("users.csv"), """
                loginId,firstName,lastName,team
                ben,Ben,B,Administrators
                cleo,Cleo,C,Nowhere
                """);
        Service some = start(here, "import", "users.csv", "--tenant", "localhost");
        assertEquals(1, some.exitCode());
        assertEquals("line 3 cleo: user team not found\n", some.errors());
        assertThat(some.output(), startsWith("done: 3 lines: 1 created, 0 updated, 0 unchanged, 0 deleted, 1 failed; "));
        assertThat(service.get("/configapi/v2/audit?user=ben", token).body(),
                containsString("\"kind\":\"user created\",\"actor\":\"console\",\"subject\":\"ben\""));

        write(file, read(file).replace("Nowhere", "Administrators"));
        Service all = start(here, "import", "users.csv", "--tenant", "localhost", "--mode", "upsert");
        assertEquals(0, all.exitCode(), all.errors());
        assertEquals("", all.errors());
        assertThat(all.output(), startsWith("done: 3 lines: 1 created, 0 updated, 1 unchanged, 0 deleted, 0 failed; "));
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void commandsWorkWithoutTheService() {
        Installation here = copyOfTheFirst("commands-alone");
        assertFails(start(here, "secret", "nowhere.example", "admin"), "there is no tenant nowhere.example\n");
        assertFails(start(here, "password", "nowhere.example", "admin"), "there is no tenant nowhere.example\n");
        assertFails(start(here, "password", "localhost", "nobody"), "user not found\n");
        assertFails(start(here, "unlock", "localhost", "nobody"), "user not found\n");
        assertFails(start(here, "enable", "localhost", "nobody"), "user not found\n");
        write(here.folder().resolve("users.csv"), "loginId,frstName\nx,y\n");
        assertFails(start(here, "import", "users.csv", "--tenant", "localhost"),
                "frstName is not an attribute of users; firstName is near\n");
        assertThat(here.postmasters(), is(List.of()));
    }

    @Test
    void helpAndWrongArgumentsNeedNoDatabase() {
        Installation here = Installation.empty("help");
        Service help = start(here, "--help");
        assertEquals(0, help.exitCode());
        assertThat(help.output(), startsWith("Usage:\n"));
        List.of(List.of("serve"), List.of("secret", "localhost"), List.of("password"), List.of("grant", "a", "b"))
                .forEach(arguments -> {
                    Service wrong = start(here, arguments.toArray(String[]::new));
                    assertEquals(2, wrong.exitCode());
                    assertThat(wrong.errors(), startsWith("Usage:\n"));
                    assertEquals("", wrong.output());
                });
        Service badImport = start(here, "import", "users.csv", "--tenant", "localhost");
        assertEquals(2, badImport.exitCode());
        assertEquals("there is no file users.csv that can be read\n", badImport.errors());
        assertThat(here.entriesOf(here.folder()), not(hasItem("data")));
    }

    @Test
    void portInUseIsSaidAndTheDatabaseStopped() throws IOException {
        Installation here = copyOfTheFirst("port");
        try (ServerSocket taken = new ServerSocket(0)) {
            Service service = Service.start(here.folder(), taken.getLocalPort(), Map.of());
            services.add(service);
            assertEquals(1, service.exitCode());
            assertThat(service.output() + service.errors(), containsString("Port " + taken.getLocalPort()));
            assertThat(here.postmasters(), is(List.of()));
        }
    }

    @ParameterizedTest
    @CsvSource({ "40, has less than 41 characters", "256, has more than 255 characters" })
    void aSecretThatIsTooShortOrTooLongStopsTheStart(int length, String message) {
        Installation here = copyOfTheFirst("secret-of-" + length);
        Service service = Service.start(here.folder(), Map.of("CALLROSTER_BOOTSTRAP_API_SECRET", "a".repeat(length)));
        services.add(service);
        assertEquals(1, service.exitCode());
        assertThat(service.output() + service.errors(), containsString("CALLROSTER_BOOTSTRAP_API_SECRET " + message));
        assertThat(service.output() + service.errors(), not(containsString("\tat ")));
        assertThat(here.postmasters(), is(List.of()));
    }

    @Test
    void weakPasswordStopsTheFirstStartAndLeavesNothingBehind() {
        Installation here = Installation.empty("bootstrap-password");
        installations.add(here);
        assertRefused(here, Map.of("CALLROSTER_BOOTSTRAP_PASSWORD", "short-Kiwi"),
                "Callroster can't start: CALLROSTER_BOOTSTRAP_PASSWORD is shorter than 12 characters");
        assertThat(services.get(0).output() + services.get(0).errors(), not(containsString("Kiwi")));
        assertThat(here.entriesOf(here.data()), not(hasItem(startsWith("admin-"))));

        Service service = start(here, Map.of("CALLROSTER_BOOTSTRAP_PASSWORD", "seven lazy zebras at noon\n")).awaitReady();
        assertLogin(service, "seven lazy zebras at noon", null);
        service.token("localhost", "admin", here.adminSecret());
        assertThat(here.entriesOf(here.data()), not(hasItem("admin-password")));
        String told = service.output() + service.errors();
        assertThat(told, not(containsString("zebras")));
        assertThat(told, not(containsString("/console")));
    }

    /** All in one start. The list of common passwords is in the jar. */
    @Test
    void settingsOfTheEnvironmentHold() {
        Installation here = copyOfTheFirst("settings");
        try (TestProvider provider = new TestProvider().start()) {
            Service service = start(here, Map.of(
                    "CALLROSTER_POLICY_FLOOR_MAX_LOGIN_ATTEMPTS", "4",
                    "CALLROSTER_PROVIDER_KEYCLOAK_TENANT", "localhost",
                    "CALLROSTER_PROVIDER_KEYCLOAK_ISSUER", provider.issuer(),
                    "CALLROSTER_PROVIDER_KEYCLOAK_AUDIENCE", "roster",
                    "CALLROSTER_PROVIDER_KEYCLOAK_LOGIN_CLAIM", "preferred_username")).awaitReady();
            String token = service.token("localhost", "admin", here.adminSecret());
            assertFloorHolds(service, token);
            assertCommonPasswordIsRefused(service, token);
            assertProviderIsTrusted(service, provider);
        }
    }

    /** For a tenant that has set nothing, and against a looser policy. */
    private static void assertFloorHolds(Service service, String token) {
        assertThat(service.get("/configapi/v2/securitypolicy", token).body(), containsString("\"maxLoginAttempts\":4,"));
        HttpResponse<String> looser = service.put("/configapi/v2/securitypolicy", token, "{\"maxLoginAttempts\":5}");
        assertEquals(400, looser.statusCode());
        assertThat(looser.body(), containsString("maxLoginAttempts is looser than this installation allows: at most 4"));
        assertEquals(200, service.put("/configapi/v2/securitypolicy", token, "{\"maxLoginAttempts\":3}").statusCode());
    }

    private static void assertCommonPasswordIsRefused(Service service, String token) {
        HttpResponse<String> refused = service.put("/configapi/v2/user/admin", token, "{\"password\":\"FinalFantasy\"}");
        assertEquals(400, refused.statusCode());
        assertThat(refused.body(), containsString("password is a common password"));
    }

    private static void assertProviderIsTrusted(Service service, TestProvider provider) {
        Map<String, Object> claims = provider.claims("f:1:2", "roster");
        assertEquals(401, service.get("/configapi/v2/user/admin", provider.token(claims)).statusCode());
        claims.put("preferred_username", "admin");
        assertEquals(200, service.get("/configapi/v2/user/admin", provider.token(claims)).statusCode());
    }

    @Test
    void impossibleFloorStopsTheStart() {
        Installation here = copyOfTheFirst("impossible-floor");
        Service service = here.start(Map.of("CALLROSTER_POLICY_FLOOR_MIN_PASSWORD_LENGTH", "65"));
        services.add(service);
        assertEquals(1, service.exitCode());
        assertThat(service.output() + service.errors(), containsString("minPasswordLength must be from 8 to 64"));
        assertThat(service.output() + service.errors(), not(containsString("\tat ")));
        assertThat(here.postmasters(), is(List.of()));
    }

    /** Without a trusted proxy, the address that a caller claims to come from does not count. */
    @Test
    void guessesAreLimitedUnlessThatIsSwitchedOff() {
        Installation here = copyOfTheFirst("limits");
        Service limited = here.start(Map.of("CALLROSTER_RATE_LIMIT_ENABLED", "true"));
        services.add(limited);
        limited.awaitReady();
        for (int i = 0; i < 30; i++) {
            assertEquals(401, limited.tokenCallFor("198.51.100." + i, "localhost", "nobody", "wrong").statusCode());
        }
        // one comes back every two seconds
        HttpResponse<String> refused = Stream.generate(() -> limited.tokenCall("localhost", "nobody", "wrong")).limit(30)
                .filter(answer -> answer.statusCode() == 429).findFirst().orElseThrow();
        assertThat(refused.headers().firstValue("Retry-After").isPresent(), is(true));
        limited.terminate();

        Service unlimited = start(here).awaitReady();
        for (int i = 0; i < 40; i++) {
            assertEquals(401, unlimited.tokenCall("localhost", "nobody", "wrong").statusCode());
        }
    }

    @Test
    void proxyThatIsNoAddressStopsTheStart() {
        Installation here = copyOfTheFirst("bad-proxy");
        Service service = Service.start(here.folder(), Map.of("CALLROSTER_TRUSTED_PROXIES", "10.0.0.0/8, proxy.example"));
        services.add(service);
        assertEquals(1, service.exitCode());
        assertThat(service.output() + service.errors(), containsString("Callroster can't start: CALLROSTER_TRUSTED_PROXIES must"
                + " be addresses or networks, separated by commas, like 10.0.0.0/8,2001:db8::1; this is neither: proxy.example"));
        assertThat(service.output() + service.errors(), not(containsString("\tat ")));
        assertThat(here.postmasters(), is(List.of()));
    }

    @Test
    void providerThatCannotBeTrustedStopsTheStart() {
        Installation here = copyOfTheFirst("providers-refused");
        Map<String, String> settings = new HashMap<>();
        for (String name : List.of("A", "B")) {
            settings.put("CALLROSTER_PROVIDER_" + name + "_TENANT", name + ".example");
            settings.put("CALLROSTER_PROVIDER_" + name + "_ISSUER", "https://login.example");
            settings.put("CALLROSTER_PROVIDER_" + name + "_AUDIENCE", "roster");
        }
        assertRefused(here, settings, "Callroster can't start: CALLROSTER_PROVIDER_A and CALLROSTER_PROVIDER_B name the same"
                + " issuer and audience; these belong to one tenant");
        settings.put("CALLROSTER_PROVIDER_B_AUDIENCE", "");
        assertRefused(here, settings, "Callroster can't start: CALLROSTER_PROVIDER_B_AUDIENCE is missing");
        assertRefused(here, Map.of("CALLROSTER_PROVIDER_MY_IDP_TENANT", "localhost"),
                "Callroster can't start: CALLROSTER_PROVIDER_MY_IDP_TENANT is no setting;");
    }

    private void assertRefused(Installation here, Map<String, String> settings, String words) {
        Service service = start(here, settings);
        assertEquals(1, service.exitCode());
        assertThat(service.errors(), containsString(words));
        assertThat(service.output() + service.errors(), not(containsString("\tat ")));
        assertThat(here.postmasters(), is(List.of()));
    }

    private Service start(Installation installation, Map<String, String> settings) {
        Service service = installation.start(settings);
        services.add(service);
        return service;
    }

    private Installation copyOfTheFirst(String name) {
        Installation copy = Installation.started(name);
        installations.add(copy);
        return copy;
    }

    private Service start(Installation installation, String... arguments) {
        Service service = installation.start(arguments);
        services.add(service);
        return service;
    }

    private static void lock(Service service, String secret) {
        for (int i = 0; i < 6; i++) {
            assertEquals(401, service.tokenCall("localhost", "admin", "wrong").statusCode());
        }
        assertEquals(401, service.tokenCall("localhost", "admin", secret).statusCode());
    }

    private static void assertFails(Service command, String message) {
        assertEquals(1, command.exitCode());
        assertEquals("", command.output());
        assertEquals(message, command.errors());
    }

    private static String shell(Path folder, String line) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", line.strip().replaceFirst("^curl", "curl -s --max-time 20"))
                .directory(folder.toFile()).start();
        String output = new String(shell.getInputStream().readAllBytes());
        assertTrue(shell.waitFor() == 0, line);
        return output;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
