package org.callroster.console.user;

import org.callroster.console.Page;
import org.callroster.profile.UserView;
import org.callroster.secret.CreatedSecretView;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

@CheckedTemplate(basePath = "console")
final class Templates {

    private Templates() {
    }

    static native TemplateInstance user(Page page, UserPage user);

    static native TemplateInstance userform(Page page, FormPage form);

    /** Somebody else changed the user while the form was open. */
    static native TemplateInstance userconflict(Page page, Conflict conflict);

    /** @param message why the last try failed; empty at first */
    static native TemplateInstance userpassword(Page page, UserView user, boolean mustChange, String message);

    /**
     * @param password the one that was made; empty if it was typed
     * @param back the page to go on with
     */
    static native TemplateInstance userpasswordset(Page page, UserView user, String password, boolean mustChange, String back);

    /** @param message why the last try failed; empty at first */
    static native TemplateInstance userdelete(Page page, UserView user, String etag, String message);

    /** @param message why the last try failed; empty at first */
    static native TemplateInstance usersecret(Page page, UserView user, String message);

    static native TemplateInstance usersecretmade(Page page, UserView user, CreatedSecretView secret);

    static native TemplateInstance usersecretend(Page page, UserView user, SecretLine secret);
}
