package org.callroster.console.imports;

import java.util.List;

import org.callroster.console.Choices;
import org.callroster.console.Words;
import org.callroster.fleet.FleetRepository.Chosen;

/** The selected users, and what they can be given. */
public record SelectionView(Selected selected, Chosen chosen, Choices.Names names) {

    /** {@code 203 people}. */
    public String people() {
        return chosen.people() == 1 ? "1 person" : Words.number(chosen.people()) + " people";
    }

    /** {@code of 1 team: Ann Lee, Bob Ray and 201 more}. */
    public String who() {
        long more = chosen.people() - chosen.names().size();
        List<String> names = chosen.names();
        return "Of " + Words.counted(chosen.teams(), "team") + ": " + String.join(", ", names)
                + (more > 0 ? " and " + Words.number(more) + " more" : "") + ".";
    }
}
