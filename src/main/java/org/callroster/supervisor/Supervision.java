package org.callroster.supervisor;

import java.util.List;

import org.callroster.values.Checks;

/** The names of the teams that a user supervises: {@code {"teams":["Customer Service"]}}, sorted in answers. */
public record Supervision(List<String> teams) {

    private static final int MOST_TEAMS = 1000;

    /** Throws 400. */
    Supervision check() {
        Checks checks = new Checks().required("teams", teams)
                .that(teams == null || teams.size() <= MOST_TEAMS, "teams", "has more than " + MOST_TEAMS + " names");
        for (int i = 0; teams != null && i < Math.min(teams.size(), MOST_TEAMS); i++) {
            checks.required("teams[" + i + "]", teams.get(i)).text("teams[" + i + "]", teams.get(i));
        }
        checks.orFail();
        return this;
    }
}
