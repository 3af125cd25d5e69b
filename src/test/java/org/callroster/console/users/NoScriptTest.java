package org.callroster.console.users;

import java.util.Map;

import org.callroster.SmallTenant;
import org.callroster.console.ConsoleClient;
import org.callroster.console.browser.Browser;
import org.callroster.console.browser.Visit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.microsoft.playwright.Page;

import io.quarkus.test.junit.QuarkusTest;

import static org.hamcrest.Matchers.equalTo;

/** Console section 5: login, search, unlock and disable without JavaScript. */
@QuarkusTest
@Tag("browser")
class NoScriptTest {

    @RegisterExtension
    static final Browser BROWSER = Browser.withoutScripts();

    private SmallTenant tenant;

    @BeforeEach
    void thereIsAContactCentre() {
        tenant = Visit.tenant();
    }

    @Test
    void theHelpDeskWorksWithoutScripts() {
        Map<String, Object> user = tenant.somebody();
        user.putAll(Map.of("lastName", "Quixley", "password", Visit.PASSWORD));
        String login = tenant.created(user);
        for (int i = 0; i < 6; i++) {
            ConsoleClient.form(ConsoleClient.anonymous(), "tenant", tenant.name(), "login", login, "password", "wrong")
                    .post("/login");
        }
        Page page = Visit.admin(BROWSER, tenant, "/console/users");
        page.fill("#q", "quix");
        page.click("button:has-text('Search')");
        page.click("button:has-text('Unlock')");
        page.waitForSelector("tbody .state:not(.locked)");
        tenant.admin().get("/user/lock/" + login).then().body("lockedOut", equalTo(false));
        page.click("td.actions button:has-text('Disable')");
        page.waitForSelector("tbody .state.disabled");
        tenant.admin().get("/user/" + login).then().body("disabled", equalTo(true));
        page.click("button:has-text('Log out')");
        page.waitForSelector("[name=password]");
    }
}
