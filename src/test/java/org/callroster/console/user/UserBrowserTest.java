package org.callroster.console.user;

import java.util.List;
import java.util.Map;

import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.console.ConsoleClient;
import org.callroster.console.browser.Axe;
import org.callroster.console.browser.Browser;
import org.callroster.console.browser.Pictures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is done to one user, in a browser and by keyboard. */
@Tag("browser")
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class UserBrowserTest {

    private static final String PASSWORD = "seven lazy zebras";

    @RegisterExtension
    static final Browser BROWSER = Browser.withScripts();
    @RegisterExtension
    static final Browser WITHOUT_SCRIPTS = Browser.withoutScripts();

    private final SmallTenant tenant = SmallTenant.create();
    private String caller;
    private String login;
    private String at;

    @BeforeEach
    void callerHasAPassword() {
        Map<String, Object> user = tenant.somebody("Everything");
        user.put("password", PASSWORD);
        tenant.adminSends(user).post("/user").then().statusCode(200);
        caller = (String) user.get("loginId");
        login = tenant.created("Everything");
        at = "/console/users/" + login;
    }

    @Test
    void passwordIsSetFromTheDialog() {
        Page page = open(BROWSER, at, 0);
        Axe.assertAccessible(page);
        press(page, "Set password");
        assertThat(page.locator("#f-password")).isFocused();
        Axe.assertAccessible(page);
        Pictures.take(page, "user-password");
        page.keyboard().press("Enter");
        assertThat(page.locator("#dialog h1")).hasText("The password is set");
        assertThat(page.locator("[data-copy=new-password]")).isFocused();
        Axe.assertAccessible(page);
        Pictures.take(page, "user-password-set");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator(".sentence")).containsText("Must change the password");
        assertThat(page).hasURL(url(at));
    }

    @Test
    void secondOfTwoEditsIsShownBothVersionsAndCanBeTakenBack() {
        Page first = open(BROWSER, at + "/edit", 0);
        Page second = open(BROWSER, at + "/edit", 0);
        Axe.assertAccessible(first);
        first.locator("#f-lastName").fill("First");
        first.keyboard().press("Enter");
        assertThat(first.locator(".saved")).isFocused();
        assertThat(first).hasURL(url(at));
        Axe.assertAccessible(first);
        second.locator("#f-lastName").fill("Second");
        second.keyboard().press("Enter");
        assertThat(second.locator("h1")).hasText("Changed meanwhile by " + caller);
        assertThat(second.locator("h1")).isFocused();
        Axe.assertAccessible(second);
        Pictures.take(second, "user-conflict");
        press(second, "Use mine");
        assertThat(second.locator(".saved")).containsText("Saved.");
        Pictures.take(second, "user-saved");
        press(second, "Undo");
        assertThat(second.locator(".saved")).containsText("Taken back.");
        assertThat(second.locator("h1")).hasText("Sheila First");
        press(first, "Undo");
        assertThat(first.locator("h1")).hasText("Changed meanwhile by " + caller);
    }

    @Test
    void whatWasTypedIsSentAgainAfterTheProof() {
        Page page = open(BROWSER, at + "/edit", 20);
        page.locator("#f-lastName").fill("Smith");
        page.locator("[name=roles]").first().press("Space");
        press(page, "Save");
        assertThat(page.locator("#dialog h1")).hasText("Is it still you?");
        Axe.assertAccessible(page);
        page.keyboard().type(PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator(".saved")).containsText("Saved.");
        assertThat(page.locator("main h1")).hasText("Sheila Smith");
    }

    @Test
    void wrongFieldsAreSaidWhereTheyAre() {
        Page page = open(BROWSER, "/console/users/new", 0);
        page.locator("#f-loginId").fill("typed");
        page.keyboard().press("Enter");
        assertThat(page.locator("section.problem")).isFocused();
        assertThat(page.locator("#f-lastName")).hasAttribute("aria-invalid", "true");
        Axe.assertAccessible(page);
        Pictures.take(page, "user-wrong");
        assertThat(page.locator("#f-loginId")).hasValue("typed");
    }

    @Test
    void secretIsMadeDownloadedAndEnded() {
        Page page = open(BROWSER, at + "?tab=secrets", 0);
        Axe.assertAccessible(page);
        press(page, "New secret");
        assertThat(page.locator("#f-days")).isFocused();
        Axe.assertAccessible(page);
        press(page, "Make a secret");
        assertThat(page.locator("[data-copy=new-secret]")).isFocused();
        Axe.assertAccessible(page);
        Pictures.take(page, "user-secret");
        Download file = page.waitForDownload(() -> press(page, "Download"));
        assertEquals("secret-" + login + ".txt", file.suggestedFilename());
        press(page, "Done");
        page.locator("td.actions a").press("Enter");
        assertThat(page.locator("#dialog h1")).hasText("End this secret?");
        Axe.assertAccessible(page);
        press(page, "End the secret");
        assertThat(page.locator(".saved")).hasText("The secret is ended.");
        assertThat(page.locator(".saved")).isFocused();
    }

    @Test
    void userIsDeletedByTypingTheLogin() {
        Page page = open(BROWSER, at, 0);
        press(page, "Delete");
        assertThat(page.locator("#f-typed")).isFocused();
        page.keyboard().type("other");
        page.keyboard().press("Enter");
        assertThat(page.locator("#dialog #why")).containsText("Type the login");
        assertThat(page.locator("#f-typed")).isFocused();
        Axe.assertAccessible(page);
        Pictures.take(page, "user-delete");
        page.locator("#f-typed").fill(login);
        page.keyboard().press("Enter");
        assertThat(page).hasURL(url("/console/users"));
        tenant.admin().get("/user/" + login).then().statusCode(404);
    }

    @Test
    void disablingIsSaidInPlaceAndTakenBackByKeys() {
        Page page = open(BROWSER, at + "?tab=access", 0);
        press(page, "Disable");
        assertThat(page.locator(".saved")).hasText("Disabled. Undo");
        assertThat(page.locator(".saved")).isFocused();
        assertThat(page).hasURL(url(at + "?tab=access"));
        Axe.assertAccessible(page);
        Pictures.take(page, "user-disabled");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator(".saved")).hasText("Enabled. Undo");
        assertThat(page.locator(".saved")).isFocused();
        assertThat(page.locator(".tabs [aria-current]")).hasText("Access");
        tenant.adminSends(Map.of("lastName", "Theirs")).put("/user/" + login).then().statusCode(200);
        press(page, "Undo");
        assertThat(page.locator("h1")).hasText("Changed meanwhile by admin");
        assertThat(page.locator("h1")).isFocused();
        Axe.assertAccessible(page);
    }

    @Test
    void oneKeyUnlocksAndThePageSaysSo() {
        TestDatabase.execute("""
                insert into login_failure (tenant_id, user_id, credential, failures, last_failure_at, last_address, locked_until)
                select u.tenant_id, u.id, 'PASSWORD', 6, now(), '192.0.2.24', now() + interval '1 hour'
                from app_user u join tenant t on t.id = u.tenant_id where t.name = ? and u.login_id = ?""", tenant.name(),
                login);
        Page page = open(BROWSER, at, 0);
        page.keyboard().press("u");
        assertThat(page.locator(".saved")).hasText("Unlocked.");
        assertThat(page.locator(".saved")).isFocused();
        assertThat(page.locator(".sentence .locked")).hasCount(0);
        Axe.assertAccessible(page);
    }

    @Test
    void keysEditAndGoBack() {
        Page page = open(BROWSER, at, 0);
        page.keyboard().press("e");
        assertThat(page.locator("h1")).hasText("Edit " + login);
        page.keyboard().press("Escape");
        assertThat(page).hasURL(url(at));
        for (String tab : List.of("access", "history")) {
            page.locator("a[href$='tab=" + tab + "']").press("Enter");
            assertThat(page.locator(".tabs [aria-current]")).hasAttribute("href", at + "?tab=" + tab);
            Axe.assertAccessible(page);
            Pictures.take(page, "user-" + tab);
        }
    }

    @Test
    void editAndUndoWorkWithoutScripts() {
        Page page = open(WITHOUT_SCRIPTS, at + "/edit", 0);
        page.locator("#f-lastName").fill("Smith");
        page.keyboard().press("Enter");
        assertThat(page.locator(".saved")).containsText("Saved.");
        page.getByText("Undo").click();
        assertThat(page.locator("h1")).hasText("Sheila Jones");
        page.getByText("Set password").click();
        page.locator("main button").click();
        assertTrue(page.locator("#new-password").textContent().length() >= 20);
        page.getByText("Done").click();
        assertThat(page).hasURL(url(at));
        page.locator(".acts").getByText("Disable").click();
        assertThat(page.locator(".saved")).hasText("Disabled. Undo");
        assertThat(page.locator(".saved")).isFocused();
        page.getByText("Undo").click();
        assertThat(page.locator(".saved")).hasText("Enabled. Undo");
        assertThat(page.locator(".sentence")).not().containsText("Disabled");
    }

    private static void press(Page page, String button) {
        (page.locator("dialog[open]").count() > 0 ? page.locator("dialog[open]") : page.locator("main"))
                .locator("a[role=button], button").filter(new Locator.FilterOptions().setHasText(button))
                .first().press("Enter");
    }

    /** @param minutesAgo when the caller gave the password */
    private Page open(Browser browser, String path, int minutesAgo) {
        Page page = browser.open("/console/login");
        page.context().addCookies(List.of(new Cookie(ConsoleClient.COOKIE,
                ConsoleClient.session(tenant.name(), caller, minutesAgo)).setUrl(url(""))));
        page.navigate(url(path));
        return page;
    }

    private static String url(String path) {
        return "http://localhost:" + RestAssured.port + path;
    }
}
