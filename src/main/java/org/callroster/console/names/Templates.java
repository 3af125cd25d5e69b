package org.callroster.console.names;

import java.util.List;

import org.callroster.console.Page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

@CheckedTemplate(basePath = "console")
final class Templates {

    private Templates() {
    }

    static native TemplateInstance names(Page page, NameKindView kind, NameList<NameLine> list);

    /** @param was the name to change; empty for a new one */
    static native TemplateInstance name(Page page, NameKindView kind, String was);

    /** @param users who have it */
    static native TemplateInstance namedelete(Page page, NameKindView kind, String name, long users);

    static native TemplateInstance roles(Page page, NameList<RoleLine> list);

    static native TemplateInstance role(Page page, RoleForm form);

    static native TemplateInstance roledelete(Page page, String name, long users);

    /**
     * @param q the digits with which the numbers begin; empty for all
     * @param next the address of the page after it; null on the last
     */
    static native TemplateInstance numbers(Page page, List<NumberLine> numbers, String q, String next, PoolForm pool);

    static native TemplateInstance number(Page page, NumberForm form);

    static native TemplateInstance numberdelete(Page page, NumberLine line);

    static native TemplateInstance pool(Page page, PoolForm form);
}
