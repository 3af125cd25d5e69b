package org.callroster.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.inject.Inject;

import org.callroster.TestDatabase;
import org.callroster.database.Database;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** With scripts of other releases than this one, in a schema of their own. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SchemaTest {

    @Inject
    Database database;

    @Inject
    Flyway flyway;

    @TempDir
    Path scripts;

    @BeforeEach
    void release() throws IOException {
        TestDatabase.execute("create schema releases");
        script(1, "create table one (id int)");
        script(2, "create table two (id int)");
    }

    @AfterEach
    void forget() {
        TestDatabase.execute("drop schema if exists releases cascade");
    }

    @Test
    void newDatabaseGetsTheNewestVersion() throws Throwable {
        assertRefused("the database has no schema yet, and this release needs version 2; CALLROSTER_MIGRATE is off");
        schema().prepare(Migrations.AUTO);
        assertEquals("2", version());
        schema().prepare(Migrations.OFF);
    }

    @Test
    void olderVersionIsMigratedUnlessThatIsOff() throws Throwable {
        schema().prepare(Migrations.ONLY);
        script(3, "create table three (id int)");
        script(4, "create table four (id int)");
        assertRefused("the database has version 2 of the schema, and this release needs version 4; CALLROSTER_MIGRATE is off:"
                + " start this release once with CALLROSTER_MIGRATE=only");
        schema().prepare(Migrations.AUTO);
        assertEquals("4", version());
    }

    @Test
    void newerVersionIsAccepted() throws Throwable {
        schema().prepare(Migrations.AUTO);
        Files.delete(scripts.resolve("V2__script.sql"));
        schema().prepare(Migrations.OFF);
        schema().prepare(Migrations.AUTO);
        assertEquals("2", version());
    }

    @Test
    void schemaOfOtherScriptsIsRefused() throws Throwable {
        schema().prepare(Migrations.AUTO);
        script(1, "create table one (id bigint)");
        Files.delete(scripts.resolve("V2__script.sql"));
        for (Migrations each : Migrations.values()) {
            StartRefused refused = assertThrows(StartRefused.class, () -> schema().prepare(each));
            assertThat(refused.getMessage(), containsString("the database was created by an unreleased version of Callroster"));
        }
    }

    private void script(int version, String sql) throws IOException {
        Files.writeString(scripts.resolve("V" + version + "__script.sql"), sql);
    }

    private Schema schema() {
        return new Schema(database, releases());
    }

    private void assertRefused(String reason) {
        StartRefused refused = assertThrows(StartRefused.class, () -> schema().prepare(Migrations.OFF));
        assertThat(refused.getMessage(), containsString(reason));
    }

    private String version() {
        return releases().info().current().getVersion().toString();
    }

    private Flyway releases() {
        return Flyway.configure().dataSource(flyway.getConfiguration().getDataSource())
                .ignoreMigrationPatterns(flyway.getConfiguration().getIgnoreMigrationPatterns())
                .locations("filesystem:" + scripts).defaultSchema("releases").load();
    }
}
