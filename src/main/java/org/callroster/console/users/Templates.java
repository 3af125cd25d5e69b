package org.callroster.console.users;

import java.util.List;

import org.callroster.console.AuditLine;
import org.callroster.console.Page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

@CheckedTemplate(basePath = "console")
final class Templates {

    private Templates() {
    }

    /**
     * @param teams to choose from, as the next two
     */
    static native TemplateInstance users(Page page, UserListView list, List<String> teams, List<String> roles,
            List<String> skills);

    static native TemplateInstance today(Page page, List<AuditLine> changes);

    static native TemplateInstance count(String number);

    /** One row of the list, after a change. */
    static native TemplateInstance userrow(Page page, UserLine line);
}
