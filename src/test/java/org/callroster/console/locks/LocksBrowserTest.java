package org.callroster.console.locks;

import java.util.Map;
import java.util.stream.IntStream;

import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.console.ConsoleClient;
import org.callroster.console.browser.Axe;
import org.callroster.console.browser.Browser;
import org.callroster.console.browser.LoggedIn;
import org.callroster.console.browser.Pictures;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@Tag("browser")
class LocksBrowserTest {

    @RegisterExtension
    static final Browser BROWSER = Browser.withScripts();
    @RegisterExtension
    static final Browser WITHOUT_SCRIPTS = Browser.withoutScripts();

    private final SmallTenant tenant = SmallTenant.create();

    @Test
    void todayLeadsToTheLocksAndOneKeyUnlocks() {
        IntStream.range(0, 5).forEach(i -> Locks.locked(tenant, "198.51.100.7"));
        Page page = LoggedIn.open(BROWSER, ConsoleClient.session(tenant.name(), "admin"), "/console");
        page.waitForSelector(".counts strong:has-text('5')");
        Axe.assertAccessible(page);
        Pictures.take(page, "today");
        page.locator("nav a[href='/console/locks']").press("Enter");
        page.waitForSelector(".attack");
        Axe.assertAccessible(page);
        Pictures.take(page, "locks");
        page.keyboard().press("j");
        page.keyboard().press("u");
        page.waitForSelector("text=Unlocked by you");
        assertThat(LoggedIn.focused(page), containsString("Unlocked by you"));
        Axe.assertAccessible(page);
        Pictures.take(page, "locks-unlocked");
        page.keyboard().press("j");
        page.keyboard().press("x");
        page.locator("button[form=selection]").press("Enter");
        page.waitForSelector("tr:focus:has-text('Unlocked by you')");
        assertEquals(2, page.locator("tbody .state.can").count());
        Axe.assertAccessible(page);
        page.locator("main a[href='/console/locks/all']").press("Enter");
        page.waitForSelector("dialog[open] button");
        assertEquals("Unlock", LoggedIn.focused(page));
        Axe.assertAccessible(page);
        Pictures.take(page, "locks-all");
        page.keyboard().press("Escape");
        page.waitForSelector("dialog[open]", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
    }

    @Test
    void noLockIsSaidAccessibly() {
        Page page = LoggedIn.open(BROWSER, ConsoleClient.session(tenant.name(), "admin"), "/console/locks?user=nobody");
        Axe.assertAccessible(page);
        Pictures.take(page, "locks-empty");
    }

    @Test
    void thoseSelectedAreUnlockedInPlace() {
        String ann = Locks.locked(tenant, "192.0.2.24");
        Locks.lock(tenant, ann, "SECRET", "192.0.2.24");
        Map<String, Object> odd = tenant.somebody();
        odd.put("loginId", "a,b <c>\"d\\é/>");
        tenant.adminSends(odd).post("/user").then().statusCode(200);
        Locks.lock(tenant, (String) odd.get("loginId"), "PASSWORD", "192.0.2.24");
        String bob = Locks.locked(tenant, "192.0.2.24");
        Page page = LoggedIn.open(BROWSER, ConsoleClient.session(tenant.name(), "admin"), "/console/locks");
        page.evaluate("window.isSamePage = true");
        page.locator("[name=login]").all().stream().filter(box -> !bob.equals(box.getAttribute("value")))
                .forEach(Locator::check);
        page.locator("button[form=selection]").press("Enter");
        page.waitForSelector("#notice:has-text('2 users unlocked by you.')");
        assertThat(LoggedIn.focused(page), containsString("Unlocked by you"));
        assertEquals(3, page.locator("tbody .state.can").count());
        assertEquals(1, page.locator("tbody .state.locked").count());
        assertEquals(true, page.evaluate("window.isSamePage"));
        Axe.assertAccessible(page);
        Pictures.take(page, "locks-selected");
        page.locator("tr:has(.locked) button[data-key=u]").press("Enter");
        page.waitForSelector("#notice:has-text('" + bob + " unlocked by you.')");
        assertThat(LoggedIn.focused(page), containsString("Unlocked by you"));
    }

    @Test
    void unlockingNeedsNoScript() {
        String frank = Locks.locked(tenant, "192.0.2.24");
        Page page = LoggedIn.open(WITHOUT_SCRIPTS, ConsoleClient.session(tenant.name(), "admin"),
                "/console/locks?user=" + frank);
        page.locator("button[data-key=u]").click();
        assertThat(page.url(), containsString("/console/locks?user=" + frank));
        assertThat(page.locator(".empty").textContent(), containsString("No lock matches."));
    }
}
