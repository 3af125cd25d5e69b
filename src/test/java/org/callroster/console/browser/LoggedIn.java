package org.callroster.console.browser;

import java.util.List;

import org.callroster.console.ConsoleClient;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;

import io.restassured.RestAssured;

/** Opens pages in a session that somebody has begun. */
public final class LoggedIn {

    private LoggedIn() {
    }

    public static Page open(Browser browser, String session, String path) {
        Page page = browser.open("/console/login");
        String service = "http://localhost:" + RestAssured.port;
        page.context().addCookies(List.of(new Cookie(ConsoleClient.COOKIE, session).setUrl(service)));
        page.navigate(service + path);
        return page;
    }

    /** The text of what has the focus. */
    public static String focused(Page page) {
        return (String) page
                .evaluate("document.activeElement === document.body ? 'nothing' : document.activeElement.textContent.trim()");
    }
}
