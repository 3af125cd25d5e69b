package org.callroster.installation;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class MigrationDatabaseTest {

    @ParameterizedTest
    @CsvSource({ "postgresql://db:5433/roster, jdbc:postgresql://db:5433/roster",
            "postgres://db/roster, jdbc:postgresql://db/roster",
            "vertx-reactive:postgresql://db:5432/roster, jdbc:postgresql://db:5432/roster",
            "vertx-reactive:postgres://db/roster, jdbc:postgresql://db/roster",
            "postgresql://db/roster?sslmode=require, jdbc:postgresql://db/roster?sslmode=require" })
    void jdbcUrlFollowsFromTheReactiveOne(String reactive, String jdbc) {
        assertEquals(jdbc, MigrationDatabase.jdbcUrl("jdbc:" + reactive));
    }
}
