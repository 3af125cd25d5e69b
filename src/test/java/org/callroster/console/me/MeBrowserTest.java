package org.callroster.console.me;

import java.time.Duration;
import java.util.Map;

import org.callroster.Eventually;
import org.callroster.SmallTenant;
import org.callroster.console.ConsoleClient;
import org.callroster.console.browser.Axe;
import org.callroster.console.browser.Browser;
import org.callroster.console.browser.Pictures;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.microsoft.playwright.Page;

import io.quarkus.test.junit.QuarkusTest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

@Tag("browser")
@QuarkusTest
class MeBrowserTest {

    @RegisterExtension
    static final Browser BROWSER = Browser.withScripts();

    private static final String PASSWORD = "Plenty of rope, 42 m";
    private static final String OTHER = "seven lazy zebras at noon";

    private final SmallTenant tenant = SmallTenant.create();

    @Test
    void onesOwnPasswordIsChangedByKeyboard() {
        Map<String, Object> user = tenant.somebody("Everything");
        user.put("password", PASSWORD);
        String login = tenant.created(user);
        Page page = BROWSER.open("/console/login?next=/console/me");
        page.locator("[name=tenant]").fill(tenant.name());
        page.locator("[name=login]").fill(login);
        page.locator("[name=password]").fill(PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText(login);
        Axe.assertAccessible(page);
        Pictures.take(page, "me");
        String old = session(page);
        change(page, "wrong", OTHER);
        assertThat(page.locator("#why")).hasText("The current password is wrong.");
        assertThat(page.locator("#f-password")).isFocused();
        Axe.assertAccessible(page);
        Pictures.take(page, "me-wrong");
        change(page, PASSWORD, OTHER);
        assertThat(page.locator("#main [role=status]")).containsText("Your password is changed.");
        Axe.assertAccessible(page);
        assertNotEquals(old, session(page));
        Eventually.holds(Duration.ofSeconds(1), () -> ConsoleClient.with(old).get("/me").statusCode() == 303);
        page.reload();
        assertThat(page.locator("h1")).hasText(login);
    }

    private static void change(Page page, String password, String wanted) {
        page.locator("#f-password").fill(password);
        page.locator("#f-newpassword").fill(wanted);
        page.keyboard().press("Enter");
    }

    private static String session(Page page) {
        assertEquals(1, page.context().cookies().size());
        return page.context().cookies().get(0).value;
    }
}
