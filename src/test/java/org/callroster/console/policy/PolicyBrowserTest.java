package org.callroster.console.policy;

import java.util.List;
import java.util.Map;

import org.callroster.SmallTenant;
import org.callroster.console.ConsoleClient;
import org.callroster.console.browser.Axe;
import org.callroster.console.browser.Browser;
import org.callroster.console.browser.Pictures;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** The policy of a contact centre in an installation with a floor. */
@Tag("browser")
@QuarkusTest
@TestProfile(PolicyBrowserTest.WithFloor.class)
class PolicyBrowserTest {

    @RegisterExtension
    static final Browser BROWSER = Browser.withScripts();

    private static final String PASSWORD = "Plenty of rope, 42 m";

    private final SmallTenant tenant = SmallTenant.create();

    public static class WithFloor implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("callroster.policy-floor.session-inactivity-minutes", "60",
                    "callroster.policy-floor.lockout-enabled", "true");
        }
    }

    @Test
    void theFloorIsShownAndRefusesWhatIsLooser() {
        Page page = policy(ConsoleClient.session(tenant.name(), "admin"));
        Axe.assertAccessible(page);
        assertThat(page.locator("#l-sessionInactivityMinutes")).hasText("This installation allows at most 60.");
        assertThat(page.locator("#l-lockoutEnabled")).hasText("This installation allows only on.");
        page.locator("#f-sessionInactivityMinutes").fill("61");
        page.keyboard().press("Enter");
        assertThat(page.locator("#e-sessionInactivityMinutes"))
                .hasText("Is looser than this installation allows: at most 60.");
        assertThat(page.locator(".problem[data-focus]")).isFocused();
        Axe.assertAccessible(page);
        Pictures.take(page, "policy-floor");
    }

    @Test
    void aRefusedValueIsPutRightByKeyboard() {
        Page page = policy(ConsoleClient.session(tenant.name(), "admin"));
        page.locator("#f-sessionInactivityMinutes").fill("61");
        page.keyboard().press("Enter");
        assertThat(page.locator(".problem[data-focus]")).isFocused();
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        page.locator("#f-sessionInactivityMinutes").fill("59");
        page.keyboard().press("Enter");
        assertThat(page.locator("#main [role=status]")).isFocused();
        Axe.assertAccessible(page);
        tenant.admin().get("/securitypolicy").then().body("sessionInactivityMinutes", equalTo(59));
    }

    @Test
    void theFormIsKeptWhileThePasswordIsAskedFor() {
        Map<String, Object> user = tenant.somebody("Everything");
        user.put("password", PASSWORD);
        Page page = policy(ConsoleClient.session(tenant.name(), tenant.created(user), 20));
        page.locator("#f-passwordHistory").fill("5");
        page.keyboard().press("Enter");
        assertThat(page.locator("#dialog h1")).hasText("Is it still you?");
        Axe.assertAccessible(page);
        page.locator("#dialog [name=password]").fill(PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator("#main [role=status]")).isVisible();
        tenant.admin().get("/securitypolicy").then().body("passwordHistory", equalTo(5));
    }

    @Test
    void whatSomebodyElseChangedMeanwhileIsShown() {
        Page page = policy(ConsoleClient.session(tenant.name(), "admin"));
        tenant.adminSends(Map.of("passwordHistory", 7)).put("/securitypolicy").then().statusCode(200);
        page.locator("#f-passwordHistory").fill("5");
        page.keyboard().press("Enter");
        assertThat(page.locator("#n-passwordHistory")).hasText("In force now: 7");
        assertEquals("5", page.locator("#f-passwordHistory").inputValue());
        Axe.assertAccessible(page);
        Pictures.take(page, "policy-changed");
    }

    private static Page policy(String session) {
        Page page = BROWSER.open("/console/login");
        page.context().addCookies(List.of(new Cookie(ConsoleClient.COOKIE, session).setUrl(page.url())));
        page.navigate(page.url().replace("/login", "/policy"));
        return page;
    }
}
