package org.callroster.console.locks;

import java.util.List;

import org.callroster.console.Page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

@CheckedTemplate(basePath = "console")
final class Templates {

    private Templates() {
    }

    static native TemplateInstance locks(Page page, LockListView list);

    /** The rows of users who were just unlocked, and a notice that says so. */
    static native TemplateInstance unlocked(List<Unlocked> users);

    /**
     * @param users how many there are
     * @param isMost whether there may be more, who need another bulk
     */
    static native TemplateInstance unlockall(Page page, LockQuery query, int users, boolean isMost);
}
