package org.callroster.console.users;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.console.ConsoleClient;
import org.callroster.console.browser.Axe;
import org.callroster.console.browser.Browser;
import org.callroster.console.browser.Pictures;
import org.callroster.console.browser.Visit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.microsoft.playwright.Page;

import io.quarkus.test.junit.QuarkusTest;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Console section 2, flow 1, and what it must survive. */
@QuarkusTest
@Tag("browser")
class UnlockFlowTest {

    @RegisterExtension
    static final Browser BROWSER = Browser.withScripts();

    private SmallTenant tenant;

    @BeforeEach
    void thereIsAContactCentre() {
        tenant = Visit.tenant();
    }

    @Test
    void somebodyIsUnlockedByThreeLettersAndFourKeysAtMost() {
        String login = locked("Zora", "Quixley");
        tenant.created(tenant.somebody());
        Page page = Visit.admin(BROWSER, tenant, "/console/users");
        List<String> requests = new ArrayList<>();
        page.onRequest(request -> requests.add(request.method() + " " + request.url().replaceAll("^[^/]*//[^/]*", "")));

        page.keyboard().press("/");
        page.keyboard().type("qui");
        page.waitForSelector("#list[data-q=qui]");
        page.keyboard().press("Enter");
        assertEquals("u-" + login, focused(page));
        page.keyboard().press("u");
        page.waitForSelector("text=unlocked by you");

        requests.removeIf(request -> request.contains("/console/lib/"));
        assertEquals(List.of("GET /console/users?q=qui&access=&team=&role=&notRole=&skill=&lastLoginBefore=&sort=",
                "POST /console/users/" + login + "/unlock"), requests);
        assertEquals("u-" + login, focused(page));
        assertTrue(page.textContent("#notice").contains("Zora Quixley unlocked by you"));
        tenant.admin().get("/user/lock/" + login).then().body("lockedOut", equalTo(false));
        Axe.assertAccessible(page);
        Pictures.take(page, "users-unlocked");
    }

    @Test
    void aSearchThatIsSentByEnterAtOnceIsSentOnce() {
        String login = locked("Zora", "Quixley");
        Page page = Visit.admin(BROWSER, tenant, "/console/users");
        page.keyboard().press("/");
        page.keyboard().type("quixley");
        page.keyboard().press("Enter");
        page.waitForSelector("#u-" + login + ":focus");
    }

    @Test
    void theListIsUsableInEveryState() {
        locked("Anna", "Schmidt");
        tenant.created(tenant.somebody());
        Page page = Visit.admin(BROWSER, tenant, "/console/users");
        Axe.assertAccessible(page);
        Pictures.take(page, "users");
        page.keyboard().press("?");
        page.waitForSelector("#keys[open]");
        Axe.assertAccessible(page);
        page.keyboard().press("Escape");
        page.click(".chips label:has-text('Locked')");
        page.waitForURL("**access=locked**");
        page.fill("#q", "nobody of this name");
        page.waitForSelector(".empty");
        Axe.assertAccessible(page);
        Pictures.take(page, "users-empty");
        page.navigate(page.url().replaceFirst("\\?.*", "?team=Nowhere"));
        Axe.assertAccessible(page);
        Pictures.take(page, "users-problem");
    }

    @Test
    void theLoginIsUsable() {
        Page page = BROWSER.open("/console/users?access=locked");
        Axe.assertAccessible(page);
        Pictures.take(page, "login");
        page.fill("[name=login]", Visit.ADMINISTRATOR);
        page.fill("[name=password]", "wrong");
        page.keyboard().press("Enter");
        page.waitForSelector("#why");
        assertEquals("password", page.evaluate("document.activeElement.name"));
        Axe.assertAccessible(page);
        Pictures.take(page, "login-wrong");
    }

    @Test
    void aSessionThatEndsInTheMiddleIsBegunAgainInPlaceAndTheWorkGoesOn() {
        String login = locked("Zora", "Quixley");
        Page page = Visit.admin(BROWSER, tenant, "/console/users?access=locked");
        TestDatabase.execute("delete from session where tenant_id = (select id from tenant where name = ?)", tenant.name());
        page.waitForTimeout(1000);
        page.focus("#u-" + login);
        page.keyboard().press("u");
        page.waitForSelector("dialog[open] [name=password]");
        assertEquals("login", page.evaluate("document.activeElement.name"));
        Axe.assertAccessible(page);
        Pictures.take(page, "session-ended");
        page.fill("dialog [name=tenant]", tenant.name());
        page.fill("dialog [name=login]", Visit.ADMINISTRATOR);
        page.fill("dialog [name=password]", Visit.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForSelector("text=unlocked by you");
        assertEquals(0, page.locator("dialog[open]").count());
        tenant.admin().get("/user/lock/" + login).then().body("lockedOut", equalTo(false));
    }

    @Test
    void singleKeysCanBeSwitchedOff() {
        String login = locked("Zora", "Quixley");
        Page page = Visit.admin(BROWSER, tenant, "/console/users");
        page.keyboard().press("?");
        page.uncheck("#keys-on");
        page.keyboard().press("Escape");
        page.focus("#u-" + login);
        page.keyboard().press("u");
        page.reload();
        page.focus("#u-" + login);
        page.keyboard().press("u");
        tenant.admin().get("/user/lock/" + login).then().body("lockedOut", equalTo(true));
    }

    @Test
    void theUndoOfAnOldPageSaysThatSomebodyChangedTheUser() {
        String login = tenant.created(tenant.somebody());
        Page page = Visit.admin(BROWSER, tenant, "/console/users?q=" + login);
        page.click("td.actions button:has-text('Disable')");
        page.waitForSelector(".undo");
        tenant.adminSends(Map.of("email", "a@example.com")).put("/user/" + login).then().statusCode(200);
        page.click(".undo button");
        page.waitForSelector("#notice .problem");
        assertEquals("Changed meanwhile", page.textContent("#notice h2"));
        assertEquals("It was changed after you had opened the page. Nothing of yours is saved.",
                page.textContent("#notice .problem > p >> nth=0"));
        Axe.assertAccessible(page);
        Pictures.take(page, "users-changed-meanwhile");
    }

    @Test
    void aPageFitsAPhone() {
        locked("Anna", "Schmidt");
        Page page = Visit.admin(BROWSER, tenant, "/console/users");
        page.setViewportSize(320, 640);
        assertEquals(320, page.evaluate("document.documentElement.scrollWidth"));
    }

    private String locked(String firstName, String lastName) {
        Map<String, Object> user = tenant.somebody();
        user.putAll(Map.of("firstName", firstName, "lastName", lastName, "password", Visit.PASSWORD));
        String login = tenant.created(user);
        for (int i = 0; i < 6; i++) {
            ConsoleClient.form(ConsoleClient.anonymous(), "tenant", tenant.name(), "login", login, "password", "wrong")
                    .post("/login");
        }
        return login;
    }

    private static String focused(Page page) {
        return (String) page.evaluate("document.activeElement.id");
    }
}
