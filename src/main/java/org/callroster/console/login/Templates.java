package org.callroster.console.login;

import org.callroster.console.Page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages that need no feature. */
@CheckedTemplate(basePath = "console")
final class Templates {

    private Templates() {
    }

    /**
     * @param tenant the contact centre to begin with
     * @param message why the last try failed; empty at first
     */
    static native TemplateInstance login(Page page, String tenant, String login, String next, String message);

    /** Before the login goes on, the password must be changed. */
    static native TemplateInstance change(Page page, String tenant, String login, String next, String message);

    /** Asks for the password again. */
    static native TemplateInstance confirm(Page page, String login, String next, String message);

    /** Says that a file comes, after the question for the password. */
    static native TemplateInstance download(Page page, String file, String back);

    static native TemplateInstance problem(Page page, Problem problem);

    /** For a link on another site: the request that this page makes brings the cookie. */
    static native TemplateInstance again(Page page);

    /** Says that the session is about to end. */
    static native TemplateInstance ending(long seconds);
}
