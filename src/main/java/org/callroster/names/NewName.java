package org.callroster.names;

import org.callroster.values.Checks;

/** The body of a PUT of a team or a skill: empty, or with a name. Another name than the one in the path renames. */
public record NewName(String name) {

    /** Throws 400. */
    void check(String pathName) {
        new Checks().text("name", pathName).clearable("name", name, Checks.TEXT_LENGTH).orFail();
    }

    boolean renames(String pathName) {
        return name != null && !name.isEmpty() && !name.equals(pathName);
    }
}
