package org.callroster.directory;

import org.callroster.values.Checks;

/** The body of a PUT of a team or a skill: empty, or with the name in the path again. */
public record NewName(String name) {

    void check(String pathName) {
        new Checks().text("name", pathName)
                .that(name == null || name.isEmpty() || name.equals(pathName), "name", "differs from the path")
                .orFail();
    }
}
