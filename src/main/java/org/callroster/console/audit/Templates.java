package org.callroster.console.audit;

import java.util.List;

import org.callroster.console.Page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

@CheckedTemplate(basePath = "console")
final class Templates {

    private Templates() {
    }

    /** @param kinds to choose from */
    static native TemplateInstance audit(Page page, EventList list, List<String> kinds);
}
