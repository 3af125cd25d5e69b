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

    /** Refuses the start unless the database has the very version that this release brings. */
    void requireThisVersion() {
        MigrationInfoService info = flyway.info();
        MigrationVersion needed = needed(info);
        if (info.current() == null) {
            throw refused("has no schema yet, and this release needs version " + needed, ofThisRelease());
        }
        MigrationVersion found = info.current().getVersion();
        String versions = "has version %s of the schema, and this release needs version %s".formatted(found, needed);
        if (found.compareTo(needed) < 0) {
            throw refused(versions, ofThisRelease());
        }
        if (found.compareTo(needed) > 0) {
            throw refused(versions, "start the release that made it");
        }
    }

    String version() {
        return String.valueOf(flyway.info().current().getVersion());
    }

    private static String ofThisRelease() {
        return "start this release once with CALLROSTER_MIGRATE=only";
    }

    private static StartRefused refused(String versions, String remedy) {
        return new StartRefused("the database " + versions + "; CALLROSTER_MIGRATE is off: " + remedy);
    }

    private static MigrationVersion needed(MigrationInfoService info) {
        return Arrays.stream(info.all()).filter(migration -> migration.getState().isResolved()).map(MigrationInfo::getVersion)
                .max(MigrationVersion::compareTo).orElseThrow();
    }
}
