package org.callroster.console.browser;

import java.util.Map;

import org.callroster.SmallTenant;

import com.microsoft.playwright.Page;

/** Somebody at the console in a browser. */
public final class Visit {

    public static final String PASSWORD = "Plenty of rope, 42 m";

    public static final String ADMINISTRATOR = "olga.brandt";

    private Visit() {
    }

    /** With an administrator of this name who has the password: setting that of the first one would end its token. */
    public static SmallTenant tenant() {
        SmallTenant tenant = SmallTenant.create();
        Map<String, Object> user = tenant.somebody("Everything");
        user.putAll(Map.of("loginId", ADMINISTRATOR, "firstName", "Olga", "lastName", "Brandt", "password", PASSWORD));
        tenant.created(user);
        return tenant;
    }

    /** Logs the administrator in, on the way to a page of the console. */
    public static Page admin(Browser browser, SmallTenant tenant, String path) {
        return login(browser, tenant, ADMINISTRATOR, path);
    }

    public static Page login(Browser browser, SmallTenant tenant, String login, String path) {
        Page page = browser.open(path);
        page.fill("[name=tenant]", tenant.name());
        page.fill("[name=login]", login);
        page.fill("[name=password]", PASSWORD);
        page.click("main button");
        page.waitForSelector("nav#menu");
        return page;
    }
}
