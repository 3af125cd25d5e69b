package org.callroster.packaged;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Databases that the service cannot use stop its start, each with a reason in one sentence. */
class RefusedDatabaseIT {

    private static DatabaseServer server;

    @BeforeAll
    static void start() throws IOException {
        server = DatabaseServer.startOfMany("refused-databases");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void databaseThatCannotHoldWhatIsWrittenIsRefused() {
        server.execute(
                "create database latin1 encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' locale_provider libc template template0");
        server.execute(
                "create database ascii encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C' locale_provider libc template template0");
        server.execute("create database readonly");
        server.execute("alter database readonly set default_transaction_read_only = on");
        assertRefused(Map.of(
                on("latin1"), "the database stores text as LATIN1, which cannot store all characters;",
                on("ascii"), "the database stores text as SQL_ASCII, which cannot store all characters;",
                on("readonly"), "the database is set to be read only (default_transaction_read_only)"));
    }

    @Test
    void databaseThatDoesNotLetTheServiceInIsRefused() {
        assertRefused(Map.of(
                on("nonesuch"),
                "the database says: database \"nonesuch\" does not exist; check QUARKUS_DATASOURCE_REACTIVE_URL",
                on("callroster", "QUARKUS_DATASOURCE_PASSWORD", "a wrong one"),
                "the database says: password authentication failed for user \"" + server.username()
                        + "\"; check QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD",
                on("callroster", "QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://127.0.0.1:" + Service.freePort() + "/x"),
                "the database does not answer: Connection refused",
                on("callroster", "QUARKUS_DATASOURCE_REACTIVE_URL", "mysql://127.0.0.1/x"),
                "QUARKUS_DATASOURCE_REACTIVE_URL must be like postgresql://host:5432/database"));
    }

    @Test
    void roleWithoutRightsIsRefused() {
        server.execute("create role weak login password 'weak'");
        server.execute("create database empty");
        server.execute("create database filled");
        server.execute("create database plain");
        server.in("plain", "grant create on schema public to weak");
        try (Service filling = on("filled")) {
            filling.awaitReady();
        }
        Map<String, String> weak = Map.of("QUARKUS_DATASOURCE_USERNAME", "weak", "QUARKUS_DATASOURCE_PASSWORD", "weak");
        Map<String, String> serving = new HashMap<>(weak);
        serving.put("CALLROSTER_MIGRATE", "off");
        assertRefused(Map.of(
                on("empty", weak),
                "the role weak may not create tables in the schema public: grant create on schema public to it",
                on("plain", weak), "the role weak may not create extensions; the owner of the database must run:"
                        + " create extension btree_gin; create extension pg_trgm;",
                on("filled", serving), "the role weak lacks a right on tables of the schema public: grant it select, insert,"
                        + " update and delete on access_number, ",
                on("empty", Map.of("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:" + Service.freePort() + "/x")),
                "the schema can't be checked or migrated: Connection to 127.0.0.1"));
    }

    @Test
    void roleThatOwnsNothingServesWithTheRightsThatTheRefusalNames() {
        server.execute("create role serving login password 'serving'");
        server.execute("create database granted");
        server.in("granted", "create extension btree_gin; create extension pg_trgm");
        try (Service migrating = on("granted", "CALLROSTER_MIGRATE", "only")) {
            assertEquals(0, migrating.exitCode());
        }
        server.in("granted", "grant select, insert, update, delete on all tables in schema public to serving");
        Service service = on("granted", Map.of("QUARKUS_DATASOURCE_USERNAME", "serving", "QUARKUS_DATASOURCE_PASSWORD",
                "serving", "CALLROSTER_MIGRATE", "off")).awaitReady();
        String token = service.token("localhost", "admin", DatabaseServer.SECRET);
        assertEquals(200, service.put("/configapi/v2/team/Night", token, "{}").statusCode());
        assertEquals(200, service.get("/configapi/v2/phone/user", token).statusCode());
        assertEquals(200, service.delete("/configapi/v2/team/Night", token).statusCode());
    }

    /** The services start at the same time, because each start takes seconds. */
    private static void assertRefused(Map<Service, String> refused) {
        refused.forEach((service, reason) -> {
            assertEquals(1, service.exitCode());
            assertThat(service.errors(), containsString("Callroster can't start: " + reason));
            assertThat(service.output() + service.errors(), not(containsString("\tat ")));
            assertThat(service.output(), not(containsString("\"stackTrace\"")));
        });
    }

    private static Service on(String database) {
        return on(database, Map.of());
    }

    private static Service on(String database, String setting, String value) {
        return on(database, Map.of(setting, value));
    }

    private static Service on(String database, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://127.0.0.1:" + server.port() + "/" + database);
        settings.putAll(more);
        return server.service(settings);
    }
}
