package org.callroster.installation;

import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class DatabaseFactsTest {

    private static final DatabaseFacts GOOD =
            new DatabaseFacts(150004, "UTF8", false, false, "app", "public", true, true, null);

    @Test
    void whatIsGoodIsTaken() {
        assertDoesNotThrow(GOOD::check);
        assertDoesNotThrow(GOOD::checkMayMigrate);
    }

    @Test
    void serverBefore15IsRefused() {
        assertRefused("the database is PostgreSQL 14, and this release needs 15 or later", DatabaseFacts::check,
                new DatabaseFacts(140019, "UTF8", false, false, "app", "public", true, true, null));
    }

    @Test
    void encodingThatHasNoRoomForAllLettersIsRefused() {
        for (String encoding : new String[] { "SQL_ASCII", "LATIN1" }) {
            assertRefused("the database stores text as " + encoding + ", which cannot store all characters; create one for it"
                    + " with: create database callroster encoding 'UTF8' template template0", DatabaseFacts::check,
                    new DatabaseFacts(150004, encoding, false, false, "app", "public", true, true, null));
        }
    }

    @Test
    void whatCannotBeWrittenToIsRefused() {
        assertRefused("the database is a standby, which can't be written to; name the primary", DatabaseFacts::check,
                new DatabaseFacts(150004, "UTF8", true, true, "app", "public", true, true, null));
        assertRefused("the database is set to be read only (default_transaction_read_only)", DatabaseFacts::check,
                new DatabaseFacts(150004, "UTF8", false, true, "app", "public", true, true, null));
    }

    @Test
    void roleWithoutRightsIsRefused() {
        assertRefused("the role app cannot use any schema of the database: grant it usage and create on one",
                DatabaseFacts::check,
                new DatabaseFacts(150004, "UTF8", false, false, "app", null, false, true, null));
        assertRefused("the role app lacks a right on tables of the schema public: grant it select, insert, update and delete"
                + " on audit, team", DatabaseFacts::check,
                new DatabaseFacts(150004, "UTF8", false, false, "app", "public", false, true, "audit, team"));
    }

    @Test
    void roleThatMayNotCreateTablesIsRefusedOnlyForMigrations() {
        DatabaseFacts serving = new DatabaseFacts(150004, "UTF8", false, false, "app", "public", false, true, null);
        assertDoesNotThrow(serving::check);
        assertRefused("the role app may not create tables in the schema public: grant create on schema public to it, or run the"
                + " migrations as another role (CALLROSTER_MIGRATE=only)", DatabaseFacts::checkMayMigrate, serving);
    }

    private static void assertRefused(String reason, Consumer<DatabaseFacts> check, DatabaseFacts facts) {
        StartRefused refused = assertThrows(StartRefused.class, () -> check.accept(facts));
        assertEquals("Callroster can't start: " + reason, refused.getMessage());
    }

    @Test
    void aRoleThatCannotCreateExtensionsNeedsThemToMigrate() {
        DatabaseFacts without = new DatabaseFacts(150004, "UTF8", false, false, "app", "public", true, false, null);
        without.check();
        assertThrows(StartRefused.class, without::checkMayMigrate);
    }
}
