package org.callroster.console.audit;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

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

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;

import io.quarkus.test.junit.QuarkusTest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Flow 7. */
@Tag("browser")
@QuarkusTest
class AuditBrowserTest {

    @RegisterExtension
    static final Browser BROWSER = Browser.withScripts();
    @RegisterExtension
    static final Browser WITHOUT_SCRIPTS = Browser.withoutScripts();

    private static final String PASSWORD = "seven lazy zebras";

    private static final String EVENT = """
            insert into audit (tenant_id, id, at, actor, actor_key, action, subject, subject_key, via, address, request, job)
            select id, gen_random_uuid(), cast(? as timestamptz), 'ann', 'ann', ?, ?, ?, ?, '192.0.2.7', 'r-1', ?
            from tenant where name = ?""";

    private final SmallTenant tenant = SmallTenant.create();

    @Test
    void whatHappenedYesterday() {
        String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
        UUID job = UUID.randomUUID();
        event(yesterday + "T09:12:00Z", "user created", "one", job);
        event(yesterday + "T09:13:00Z", "user created", "two", job);
        event(yesterday + "T09:12:30Z", "user updated", "three", job);
        event(yesterday + "T10:00:00Z", "team created", "Sales", null);
        event(yesterday + "T23:59:59.9Z", "logged in", "ann", null);
        tenant.created("Everything");
        Page page = BROWSER.open("/console/login");
        page.context().addCookies(List.of(new Cookie(ConsoleClient.COOKIE,
                ConsoleClient.session(tenant.name(), "admin")).setUrl(page.url())));
        page.navigate(page.url().replace("/login", "/audit"));
        Axe.assertAccessible(page);
        page.getByText("Yesterday").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("tbody tr")).hasCount(3);
        assertThat(page.locator("a[aria-current=true]")).hasText("Yesterday");
        Axe.assertAccessible(page);
        Pictures.take(page, "audit-yesterday");
        page.keyboard().press("j");
        page.keyboard().press("j");
        page.keyboard().press("j");
        assertEquals("created 2 and changed 1 user by import",
                page.locator("tr:focus [data-label=Did]").innerText().strip().replaceAll("\\s+", " "));
        assertThat(page.locator("tr:focus th")).hasText(Pattern.compile("\\d+ \\w+ \\d{4}, 1[01]:12–1[01]:13"));
        page.keyboard().press("Enter");
        assertThat(page.locator("tbody tr")).hasCount(3);
        assertTrue(page.url().endsWith("/console/audit?job=" + job), page.url());
        Pictures.take(page, "audit-bulk");
    }

    @Test
    void theFileComesAfterTheQuestionForThePassword() {
        String login = withPassword();
        Page page = LoggedIn.open(BROWSER, ConsoleClient.session(tenant.name(), login, 20), "/console/audit?user=admin");
        page.getByText("Download as CSV").press("Enter");
        page.waitForSelector("dialog[open] [name=password]:focus");
        page.keyboard().type(PASSWORD);
        Download file = page.waitForDownload(() -> page.keyboard().press("Enter"));
        assertEquals("audit.csv", file.suggestedFilename());
        assertThat(page.locator("dialog[open]")).hasCount(0);
        assertEquals("Download as CSV", LoggedIn.focused(page));
        assertTrue(page.url().endsWith("/console/audit?user=admin"), page.url());
        page.waitForDownload(() -> page.keyboard().press("Enter"));
        Axe.assertAccessible(page);
    }

    @Test
    void theFileComesWithoutScriptsToo() {
        String login = withPassword();
        Page page =
                LoggedIn.open(WITHOUT_SCRIPTS, ConsoleClient.session(tenant.name(), login, 20), "/console/audit?user=admin");
        page.getByText("Download as CSV").click();
        page.fill("[name=password]", PASSWORD);
        Download file = page.waitForDownload(() -> page.click("main button"));
        assertEquals("audit.csv", file.suggestedFilename());
        assertThat(page.locator("main h1")).hasText("The download begins");
        page.locator("main [role=button]").click();
        assertThat(page.locator("[name=user]")).hasValue("admin");
    }

    private String withPassword() {
        Map<String, Object> user = tenant.somebody("Everything");
        user.put("password", PASSWORD);
        tenant.created(user);
        return (String) user.get("loginId");
    }

    @Test
    void filtersWorkWhileOneTypes() {
        event("2027-01-31T09:12:00Z", "team created", "Sales", null);
        event("2027-01-31T09:12:00Z", "team deleted", "Sales", null);
        Page page = BROWSER.open("/console/login");
        page.context().addCookies(List.of(new Cookie(ConsoleClient.COOKIE,
                ConsoleClient.session(tenant.name(), "admin")).setUrl(page.url())));
        page.navigate(page.url().replace("/login", "/audit"));
        page.locator("[name=kind]").focus();
        page.locator("[name=kind]").selectOption("team deleted");
        assertThat(page.locator("#count")).hasText("1 event, newest first");
        assertTrue(page.url().contains("kind=team%20deleted"), page.url());
        assertEquals("f-kind", page.evaluate("document.activeElement.id"));
        page.locator("[name=user]").fill("nobody");
        page.keyboard().press("Enter");
        assertThat(page.locator(".empty strong")).hasText("Nothing happened here.");
        Axe.assertAccessible(page);
        Pictures.take(page, "audit-empty");
    }

    private void event(String at, String kind, String subject, UUID job) {
        TestDatabase.execute(EVENT, at, kind, subject, subject, job == null ? "api" : "bulk", job, tenant.name());
    }
}
