package org.callroster.ops;

import java.util.Arrays;

import jakarta.enterprise.context.ApplicationScoped;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;

/** The tables of the database, as Flyway counts their versions. */
@ApplicationScoped
class Schema {

    private final Flyway flyway;

    Schema(Flyway flyway) {
        this.flyway = flyway;
    }

    /**
     * Refuses the start where the database is not yet what this release needs. A newer one will do: a release only adds to what
     * the one before it uses, so that both can serve while one follows the other.
     */
    void requireMigrated() {
        MigrationInfoService info = flyway.info();
        MigrationVersion needed = needed(info);
        if (info.current() == null) {
            throw refused("has no schema yet", needed);
        }
        MigrationVersion found = info.current().getVersion();
        if (found.compareTo(needed) < 0) {
            throw refused("has version " + found + " of the schema", needed);
        }
    }

    String version() {
        return String.valueOf(flyway.info().current().getVersion());
    }

    private static StartRefused refused(String found, MigrationVersion needed) {
        return new StartRefused("the database " + found + ", and this release needs version " + needed
                + "; CALLROSTER_MIGRATE is off: start this release once with CALLROSTER_MIGRATE=only");
    }

    private static MigrationVersion needed(MigrationInfoService info) {
        return Arrays.stream(info.all()).filter(migration -> migration.getState().isResolved()).map(MigrationInfo::getVersion)
                .max(MigrationVersion::compareTo).orElseThrow();
    }
}
