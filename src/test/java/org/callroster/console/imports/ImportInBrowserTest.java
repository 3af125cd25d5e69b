package org.callroster.console.imports;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForSelectorOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Console flows 4 and 5 in a browser. */
@Tag("browser")
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ImportInBrowserTest {

    private static final int MANY = 20_000;
    private static final String DONE = "#job[data-state=done]";

    @RegisterExtension
    static final Browser BROWSER = Browser.withScripts();

    private final SmallTenant tenant = SmallTenant.withPool(100, 99_999);

    @Test
    void aFileIsRehearsedMendedAndRun() throws Exception {
        Page page = open("/console/import");
        Axe.assertAccessible(page);
        Pictures.take(page, "import");
        choose(page, "Login;First name;lastName;Team;Shoe size\nann;Ann;Lee;Staff;44\nbob;Bob;Ray;Stuff;41\n");
        page.waitForSelector("#columns select");
        page.selectOption("#columns label:has-text('Login') select", "loginId");
        Pictures.take(page, "import-columns");
        Axe.assertAccessible(page);
        assertTrue(!page.isVisible("text=Run it"));
        page.focus("text=Rehearse");
        page.keyboard().press("Enter");
        page.waitForSelector(DONE);
        assertEquals("Done: 1 new, 1 wrong.", page.textContent("#job-counts"));
        assertThat(page.textContent("#job tbody"), containsString("there is no team Stuff; Staff is near"));
        Axe.assertAccessible(page);
        Pictures.take(page, "import-rehearsal");
        Download wrong = page.waitForDownload(() -> page.click("text=Download the wrong lines"));
        assertThat(Files.readString(wrong.path(), StandardCharsets.UTF_8),
                startsWith("\uFEFFLogin;First name;lastName;Team;Shoe size;error\r\nbob;Bob;Ray;Stuff;41;"));
        page.click("text=Run it");
        page.waitForURL("**/console/jobs/**");
        page.waitForSelector(DONE);
        assertEquals("Done: 1 created, 1 failed.", page.textContent("#job-counts"));
        Axe.assertAccessible(page);
        page.click("text=Download the result");
        page.waitForSelector("dialog[open] h1");
        Axe.assertAccessible(page);
        Download result = page.waitForDownload(() -> page.click("dialog a:has-text('Download')"));
        assertThat(Files.readString(result.path(), StandardCharsets.UTF_8), containsString("2,ann,created"));
        page.waitForSelector("dialog[open]", new WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
        assertEquals("result", page.evaluate("document.activeElement.id"));
    }

    @Test
    void anExportComesAfterTheQuestionForThePassword() throws Exception {
        Map<String, Object> user = tenant.somebody("Everything");
        user.put("password", "seven lazy zebras");
        String login = tenant.created(user);
        Page page = LoggedIn.open(BROWSER, ConsoleClient.session(tenant.name(), login, 20), "/console/users");
        page.locator(".all button:has-text('Export')").press("Enter");
        page.waitForSelector("dialog[open] [name=password]:focus");
        page.keyboard().type("seven lazy zebras");
        page.keyboard().press("Enter");
        page.waitForSelector("dialog[open] button:focus:has-text('Download')");
        Axe.assertAccessible(page);
        Download file = page.waitForDownload(() -> page.keyboard().press("Enter"));
        assertThat(Files.readString(file.path(), StandardCharsets.UTF_8), containsString(login));
        page.waitForSelector("dialog[open]", new WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
        assertEquals("Export…", LoggedIn.focused(page));
    }

    @Test
    void cellsArePastedAndWhatIsNoTableIsRefusedOnThePage() {
        Page page = open("/console/import");
        page.click("summary");
        page.fill("#cells", "loginId\tfirstName\tlastName\tteam\nann\tAnn\tLee\tStaff\n");
        page.waitForSelector("#columns select");
        page.click("text=Rehearse");
        page.waitForSelector(DONE);
        assertEquals("Done: 1 new.", page.textContent("#job-counts"));
        page.fill("#cells", "PK\u0003\u0004");
        page.waitForSelector("#notice .problem");
        assertEquals("", page.textContent("#rehearsal"));
        Axe.assertAccessible(page);
    }

    @Test
    void aLongRunGoesOnWhileThePageIsLoadedAgain() {
        Page page = open("/console/import");
        choose(page, "loginId,firstName,lastName,team\n" + IntStream.range(0, MANY)
                .mapToObj(i -> "user" + i + ",A,B," + (i % 10 == 0 ? "Stuff" : "Staff") + "\n").collect(Collectors.joining()));
        page.waitForSelector("#columns select");
        page.click("text=Rehearse");
        page.waitForSelector("#job progress[value]");
        assertAccessibleWhileItRuns(page.getAttribute("#job-id", "value"));
        page.waitForSelector(DONE, new WaitForSelectorOptions().setTimeout(120_000));
        assertEquals("Done: 18,000 new, 2,000 wrong.", page.textContent("#job-counts"));
        assertEquals(200, page.locator("#job tbody tr").count());
        page.click("#job [rel=next]");
        page.waitForSelector("#job tr:has-text('user2000')");
        page.click("text=Run it");
        page.waitForURL("**/console/jobs/**");
        page.reload();
        long before = Long.parseLong(page.getAttribute("progress", "value"));
        page.waitForSelector("progress:not([value='" + before + "'])");
        page.focus("#stop");
        page.waitForSelector("#stop:focus");
        page.keyboard().press("Enter");
        page.waitForSelector("#job[data-state=stopped]");
        assertThat(page.textContent("#job-counts"), startsWith("Stopped: "));
        Axe.assertAccessible(page);
        page.navigate(url("/console/jobs"));
        Axe.assertAccessible(page);
        Pictures.take(page, "jobs");
    }

    @Test
    void thoseWhoLackARoleGetIt() {
        String login = tenant.created();
        tenant.created();
        Page page = open("/console/users?notRole=Everything");
        assertTrue(!page.isVisible(".bar.picked"));
        page.focus("tr[tabindex]");
        page.keyboard().press("x");
        page.waitForSelector(".bar.picked");
        Axe.assertAccessible(page);
        Pictures.take(page, "selection-bar");
        page.keyboard().press("x");
        page.click(".all button >> nth=0");
        page.waitForSelector("dialog[open] h1");
        assertEquals("Change 2 people", page.textContent("dialog[open] h1"));
        Axe.assertAccessible(page);
        Pictures.take(page, "selection-dialog");
        page.fill("dialog [name=addRole]", "Nothing");
        page.keyboard().press("Enter");
        page.waitForSelector("dialog .problem");
        Axe.assertAccessible(page);
        page.fill("dialog [name=addRole]", "Everything");
        page.keyboard().press("Enter");
        page.waitForURL("**/console/jobs/**");
        page.waitForSelector(DONE);
        assertEquals("Done: 2 changed.", page.textContent("#job-counts"));
        tenant.admin().get("/user/" + login).then().body("roles[0]", equalTo("Everything"));
    }

    /** Without htmx, which would put new parts into the page while it is looked at. */
    private void assertAccessibleWhileItRuns(String job) {
        Page still = open("/console/jobs");
        still.route("**/htmx.min.js*", route -> route.fulfill(new FulfillOptions().setBody("")));
        still.navigate(url("/console/jobs/" + job));
        still.waitForSelector("#job progress[value]");
        Axe.assertAccessible(still);
        Pictures.take(still, "import-progress");
        still.close();
    }

    private Page open(String path) {
        Page page = BROWSER.open("/console/lib/favicon.svg");
        page.context().addCookies(List
                .of(new Cookie(ConsoleClient.COOKIE, ConsoleClient.session(tenant.name(), "admin")).setUrl(url("/"))));
        page.navigate(url(path));
        return page;
    }

    private static String url(String path) {
        return "http://localhost:" + RestAssured.port + path;
    }

    private static void choose(Page page, String csv) {
        page.setInputFiles("#file", new FilePayload("users.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
    }
}
