package org.callroster.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.callroster.TestDatabase;
import org.callroster.tenant.LoginKey;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Events of before get the keys by which they are found now. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LoginKeyMigrationTest {

    private static final Path SCRIPTS = Path.of("src", "main", "resources", "db", "migration");
    private static final int SCRIPT = 7;

    @Test
    void eventsOfBeforeGetTheKeysOfTheirUsers() throws Exception {
        try (Connection connection = TestDatabase.connection(); Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.execute("create schema before; set local search_path = before");
            run(sql, 1, SCRIPT - 1);
            sql.execute("""
                    insert into tenant (id, name) values (gen_random_uuid(), 'a');
                    insert into team select id, gen_random_uuid(), 'Staff' from tenant;
                    insert into app_user (tenant_id, id, login_id, login_key, first_name, last_name, team_id, extension,
                        disabled, change_password, credential_version, version)
                    select tenant_id, gen_random_uuid(), 'ΝΙΚΟΣ', '%s', 'N', 'N', id, '1', false, false, 1, 1 from team;
                    insert into audit (tenant_id, id, actor, action, subject)
                    select id, gen_random_uuid(), 'ΝΙΚΟΣ', 'user created', 'Zoe\u0308' from tenant;
                    insert into audit (tenant_id, id, actor, action, subject)
                    select id, gen_random_uuid(), 'console', 'user created', 'ΝΙΚΟΣ' from tenant"""
                    .formatted(LoginKey.of("ΝΙΚΟΣ")));
            run(sql, SCRIPT, SCRIPT);
            assertEquals(List.of("console " + LoginKey.of("ΝΙΚΟΣ"), LoginKey.of("ΝΙΚΟΣ") + " " + LoginKey.of("zoë")),
                    column(sql, "select actor_key || ' ' || subject_key from audit order by 1"));
            connection.rollback();
        }
    }

    private static void run(Statement sql, int first, int last) throws IOException, SQLException {
        for (int version = first; version <= last; version++) {
            sql.execute(Files.readString(script(version)));
        }
    }

    private static Path script(int version) throws IOException {
        try (Stream<Path> scripts = Files.list(SCRIPTS)) {
            return scripts.filter(script -> script.getFileName().toString().startsWith("V" + version + "__")).findFirst()
                    .orElseThrow();
        }
    }

    private static List<String> column(Statement sql, String query) throws SQLException {
        List<String> column = new ArrayList<>();
        try (ResultSet rows = sql.executeQuery(query)) {
            while (rows.next()) {
                column.add(rows.getString(1));
            }
        }
        return column;
    }
}
