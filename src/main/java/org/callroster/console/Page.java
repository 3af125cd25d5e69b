package org.callroster.console;

import org.callroster.caller.Caller;
import org.callroster.caller.Privilege;

/**
 * What every page shows around its own content.
 *
 * @param section the entry of the navigation that is marked, its path below {@code /console}; empty for none
 * @param caller null before the login
 * @param version changes with the files of the console, so that browsers may keep them
 */
public record Page(String title, String section, Caller caller, String version) {

    /** @param privilege its label */
    public boolean may(String privilege) {
        return caller != null && Privilege.labelled(privilege).filter(caller::has).isPresent();
    }

    /** For the navigation. */
    public boolean isIn(String path) {
        return section.equals(path);
    }
}
