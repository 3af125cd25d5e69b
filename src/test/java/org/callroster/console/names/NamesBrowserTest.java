package org.callroster.console.names;

import java.util.List;
import java.util.Map;

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

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@Tag("browser")
class NamesBrowserTest {

    private static final String PASSWORD = "seven lazy zebras at noon";

    @RegisterExtension
    static final Browser BROWSER = Browser.withScripts();

    private final SmallTenant tenant = SmallTenant.create();

    @Test
    void aTeamIsCreatedRenamedAndDeletedByKeys() {
        Page page = open("/console/teams", 0);
        Axe.assertAccessible(page);
        page.keyboard().press("n");
        page.waitForSelector("dialog[open] input[name=name]:focus");
        Axe.assertAccessible(page);
        page.keyboard().type("Staff");
        page.keyboard().press("Enter");
        page.waitForSelector("#dialog-notice .problem");
        assertThat(page.locator("#dialog-notice").textContent(), containsString("There is a team of that name already."));
        Axe.assertAccessible(page);
        Pictures.take(page, "team-taken");
        page.locator("dialog[open] input[name=name]").fill("Night shift");
        page.keyboard().press("Enter");
        page.waitForSelector("tr:focus:has-text('Night shift')");
        Pictures.take(page, "teams");
        page.keyboard().press("e");
        page.waitForSelector("dialog[open] input[name=name]:focus");
        Pictures.take(page, "team-rename");
        page.locator("dialog[open] input[name=name]").fill("Late shift");
        page.keyboard().press("Enter");
        page.waitForSelector("tr:focus:has-text('Late shift')");
        page.locator("tr:has-text('Late shift') a:has-text('Delete')").press("Enter");
        page.waitForSelector("dialog[open] button.danger:focus");
        Axe.assertAccessible(page);
        page.keyboard().press("Enter");
        page.waitForSelector("tr:has-text('Late shift')",
                new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
    }

    @Test
    void aRoleIsEditedByKeysWithThePasswordGivenAgain() {
        tenant.adminSends(Map.of("privileges", List.of("View users"))).put("/role/Desk").then().statusCode(200);
        tenant.adminSends(Map.of("password", PASSWORD)).put("/user/admin").then().statusCode(200);
        Page page = open("/console/roles", 16);
        Axe.assertAccessible(page);
        Pictures.take(page, "roles");
        page.keyboard().press("j");
        page.keyboard().press("e");
        page.waitForSelector("fieldset.choices");
        Axe.assertAccessible(page);
        Pictures.take(page, "role");
        page.locator("input[value='View audit']").press(" ");
        page.locator("main form button").press("Enter");
        page.waitForSelector("dialog[open] input[type=password]:focus");
        Axe.assertAccessible(page);
        page.keyboard().type(PASSWORD);
        page.keyboard().press("Enter");
        page.waitForSelector("tr:focus:has-text('Desk')");
        assertThat(LoggedIn.focused(page), startsWith("Desk"));
        assertThat(page.locator("tr:focus").textContent(), containsString("View users, view audit"));
    }

    @Test
    void aRoleThatSomebodyChangedMeanwhileShowsBothVersions() {
        tenant.adminSends(Map.of("privileges", List.of("View users"))).put("/role/Desk").then().statusCode(200);
        Page page = open("/console/roles/edit?name=Desk", 0);
        page.locator("input[value='View audit']").press(" ");
        tenant.adminSends(Map.of("privileges", List.of("View users", "Unlock users"))).put("/role/Desk").then().statusCode(200);
        page.locator("main form button").press("Enter");
        page.waitForSelector("dialog[open] .problem:focus");
        assertThat(page.locator("dialog .problem h2").textContent(), startsWith("Changed meanwhile by admin"));
        assertEquals(List.of("Unlock users no yes", "View audit yes no"),
                page.locator("dialog tbody tr").allInnerTexts().stream().map(row -> row.strip().replaceAll("\\s+", " "))
                        .toList());
        Axe.assertAccessible(page);
        Pictures.take(page, "role-conflict");
        page.locator("dialog[open] form button").press("Enter");
        page.waitForSelector("tr:focus:has-text('Desk')");
        assertThat(page.locator("tr:focus").textContent(), containsString("View users, view audit"));
    }

    @Test
    void numbersAreAccessible() {
        Page page = open("/console/numbers", 0);
        Axe.assertAccessible(page);
        Pictures.take(page, "numbers");
        page.locator("a[href='/console/numbers/pool']").press("Enter");
        page.waitForSelector("dialog[open] textarea:focus");
        Axe.assertAccessible(page);
        Pictures.take(page, "pool");
        page.keyboard().press("Escape");
        page.keyboard().press("n");
        page.waitForSelector("input[name=number]:focus");
        page.keyboard().type("14155550001");
        page.locator("select[name=type]").selectOption("scenario");
        Axe.assertAccessible(page);
        page.locator("input[name=scenario]").fill("Billing queue");
        page.keyboard().press("Enter");
        page.waitForSelector("tbody tr:has-text('Billing queue')");
        Pictures.take(page, "numbers-one");
    }

    private Page open(String path, int provedMinutesAgo) {
        return LoggedIn.open(BROWSER, ConsoleClient.session(tenant.name(), "admin", provedMinutesAgo), path);
    }
}
