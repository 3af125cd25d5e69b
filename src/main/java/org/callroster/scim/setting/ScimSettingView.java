package org.callroster.scim.setting;

import org.callroster.values.Checks;

/** {@code {"defaultTeam":"Inbox"}}; empty as long as none was chosen or needed. */
public record ScimSettingView(String defaultTeam) {

    /** Throws 400. */
    ScimSettingView check() {
        new Checks().required("defaultTeam", defaultTeam).text("defaultTeam", defaultTeam).orFail();
        return this;
    }
}
