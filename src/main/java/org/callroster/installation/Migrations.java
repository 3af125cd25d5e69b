package org.callroster.installation;

import java.util.Arrays;

import org.eclipse.microprofile.config.Config;

/** When the schema of the database is brought to what this release needs: {@code CALLROSTER_MIGRATE}. */
public enum Migrations {

    /** At every start. */
    AUTO,
    /** Never; a database that does not fit is refused. */
    OFF,
    /** Now, and nothing else is done. */
    ONLY;

    /** @throws IllegalStateException if it is none of these */
    public static Migrations in(Config config) {
        String wanted = config.getOptionalValue("callroster.migrate", String.class).orElse("auto");
        return Arrays.stream(values()).filter(each -> each.name().equalsIgnoreCase(wanted)).findFirst().orElseThrow(
                () -> new IllegalStateException("CALLROSTER_MIGRATE must be auto, off or only, and is " + wanted));
    }
}
