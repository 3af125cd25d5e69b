package org.callroster.installation;

import java.util.Arrays;

import org.eclipse.microprofile.config.Config;

/** When the schema of the database is migrated to what this release needs: {@code CALLROSTER_MIGRATE}. */
public enum Migrations {

    /** At every start. */
    AUTO,
    /** Never. A database whose schema is too old is refused. */
    OFF,
    /** At this start, which does nothing else. */
    ONLY;

    /** @throws IllegalStateException if the setting is none of these */
    public static Migrations in(Config config) {
        String wanted = config.getOptionalValue("callroster.migrate", String.class).orElse("auto");
        return Arrays.stream(values()).filter(each -> each.name().equalsIgnoreCase(wanted)).findFirst().orElseThrow(
                () -> new IllegalStateException("CALLROSTER_MIGRATE must be auto, off or only, and is " + wanted));
    }
}
