package org.callroster.console.locks;

import org.callroster.console.Page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

@CheckedTemplate(basePath = "console")
final class Templates {

    private Templates() {
    }

    static native TemplateInstance locks(Page page, LockListView list);

    /** The row of a user who was just unlocked. */
    static native TemplateInstance unlocked(String loginId);

    /**
     * @param users how many there are
     * @param isMost whether there may be more, who need another bulk
     */
    static native TemplateInstance unlockall(Page page, LockQuery query, int users, boolean isMost);
}
