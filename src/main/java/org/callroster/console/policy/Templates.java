package org.callroster.console.policy;

import org.callroster.console.Page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

@CheckedTemplate(basePath = "console")
final class Templates {

    private Templates() {
    }

    static native TemplateInstance policy(Page page, PolicyView policy);
}
