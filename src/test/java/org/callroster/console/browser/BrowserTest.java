package org.callroster.console.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import org.callroster.Eventually;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

/** The checks of the tests in a browser find what they are for. */
@Tag("browser")
class BrowserTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    private static final String GOOD = "<h1>All is well</h1><p>0 locks</p>";

    @RegisterExtension
    static final Browser BROWSER = Browser.withScripts();
    @RegisterExtension
    static final Browser WITHOUT_SCRIPTS = Browser.withoutScripts();

    private static HttpServer server;
    private static String body;

    @BeforeAll
    static void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", BrowserTest::answer);
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void goodPagePassesEveryCheck() {
        Page page = open(GOOD);
        Axe.assertAccessible(page);
        BROWSER.settle();
        BROWSER.findings().assertHarmless();
        assertEquals(List.of(), BROWSER.findings().failedRequests());
    }

    @ParameterizedTest
    @ValueSource(strings = { "<script>document.title = 'changed'</script>", "<p style='color: red'>red</p>",
            "<button onclick='alert(1)'>press</button>", "<img alt='' src='http://127.0.0.1:1/x.png'>",
            "<script src='/eval.js'></script>", "<form action='http://127.0.0.1:1/'><button>press</button></form>" })
    void violationOfThePolicyIsHarm(String violating) {
        open(GOOD + violating).evaluate("document.querySelectorAll('button').forEach(button => button.click())");
        assertThat(harm(), containsString("Content Security Policy"));
    }

    @Test
    void uncaughtExceptionIsHarm() {
        open(GOOD + "<script src='/throw.js'></script>");
        assertThat(harm(), containsString("nobody caught me"));
    }

    @Test
    void harmFailsTheTest() {
        SummaryGeneratingListener result = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request().selectors(selectClass(Harmful.class)).build(), result);
        assertEquals(1, result.getSummary().getTestsSucceededCount());
        assertEquals(List.of("harmsAndFails()"),
                result.getSummary().getFailures().stream().map(failed -> failed.getTestIdentifier().getDisplayName()).toList());
    }

    @Test
    void missingFileIsReportedAndFailsNothing() {
        open(GOOD + "<img alt='' src='/missing.png'>");
        BROWSER.settle();
        assertEquals(List.of("GET http://localhost:" + port() + "/missing.png: 404"), BROWSER.findings().failedRequests());
        assertThat(BROWSER.findings().consoleErrors(), hasItem(containsString("404")));
        BROWSER.findings().assertHarmless();
    }

    @ParameterizedTest
    @ValueSource(strings = { "<img src='data:,'>|image-alt", "<input name='q'>|label",
            "<link rel='stylesheet' href='/pale.css'><p class='pale'>pale</p>|color-contrast",
            "<link rel='stylesheet' href='/pale.css'><button>a</button><button>b</button>|target-size" })
    void inaccessiblePageFailsTheCheckInSpiteOfThePolicy(String bodyAndRule) {
        Page page = open(GOOD + bodyAndRule.replaceFirst("\\|.*", ""));
        AssertionError error = assertThrows(AssertionError.class, () -> Axe.assertAccessible(page));
        assertThat(error.getMessage(), containsString("\n" + bodyAndRule.replaceFirst(".*\\|", "") + " at ["));
    }

    @Test
    void picturesAreTakenInBothSchemesAndWidths() throws IOException {
        Page page = open("<link rel='stylesheet' href='/pale.css'>" + GOOD);
        Pictures.take(page, "self-test");
        assertEquals(1280, width("light-1280"));
        assertEquals(320, width("light-320"));
        assertEquals(1280, width("dark-1280"));
        assertEquals(320, width("dark-320"));
        assertEquals(0xFFFFFF, corner("light-320"));
        assertEquals(0x112233, corner("dark-320"));
        assertEquals(1280, page.viewportSize().width);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2 })
    void eachTestStartsWithoutCookiesAndItsTabsShareThem(int time) {
        Page page = open(GOOD);
        assertEquals("", page.evaluate("document.cookie"), "test " + time);
        page.evaluate("document.cookie = 'seen=1'");
        assertEquals("seen=1", open(GOOD).evaluate("document.cookie"));
    }

    @Test
    void scriptsCanBeTurnedOff() {
        body = "<script src='/title.js'></script>";
        assertEquals("changed", BROWSER.openAt(port(), "/").title());
        assertEquals("Test", WITHOUT_SCRIPTS.openAt(port(), "/").title());
    }

    @Test
    void chromiumIsTheNamedOneOrTheFirstOnThePath() throws IOException {
        Path folder = Files.createTempDirectory("path");
        Path chrome = Files.createFile(folder.resolve("google-chrome"));
        assertTrue(chrome.toFile().setExecutable(true));
        assertEquals(chrome, Chromium.executable(Map.of("PATH", "/nowhere:" + folder)).orElseThrow());
        assertEquals(Path.of("/opt/c"), Chromium.executable(Map.of("CHROMIUM", "/opt/c", "PATH", "" + folder)).orElseThrow());
        assertThat(Browser.whyNot(Map.of("PATH", "/nowhere")).orElseThrow(), containsString("apt-get install chromium"));
    }

    private static Page open(String newBody) {
        body = newBody;
        return BROWSER.openAt(port(), "/");
    }

    /** What the test would fail with; it no longer does. */
    private static String harm() {
        Eventually.holds(SOON, BrowserTest::isHarmed);
        AssertionError harm = assertThrows(AssertionError.class, BROWSER.findings()::assertHarmless);
        BROWSER.findings().forget();
        return harm.getMessage();
    }

    /** The browser reports the form that it did not send a little later than the page does. */
    private static boolean isHarmed() {
        BROWSER.settle();
        return !BROWSER.findings().violations().isEmpty() || !BROWSER.findings().uncaught().isEmpty();
    }

    private static int port() {
        return server.getAddress().getPort();
    }

    private static int width(String picture) throws IOException {
        return ImageIO.read(Pictures.FOLDER.resolve("self-test-" + picture + ".png").toFile()).getWidth();
    }

    private static int corner(String picture) throws IOException {
        return ImageIO.read(Pictures.FOLDER.resolve("self-test-" + picture + ".png").toFile()).getRGB(0, 0) & 0xFFFFFF;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] answer = content(path).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        exchange.getResponseHeaders().set("Content-Type", type(path));
        exchange.sendResponseHeaders(answer.length == 0 ? 404 : 200, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static String content(String path) {
        return switch (path) {
            case "/" ->
                    "<!doctype html><html lang='en'><head><title>Test</title><link rel='icon' href='data:,'></head><body><main>"
                            + body + "</main></body></html>";
            case "/eval.js" -> "try { eval('1') } catch (refused) { }";
            case "/throw.js" -> "throw new Error('nobody caught me')";
            case "/title.js" -> "document.title = 'changed'";
            case "/pale.css" ->
                    ".pale { color: #eee; background: #fff } button { width: 9px; height: 9px; padding: 0; border: 0 }"
                            + " @media (prefers-color-scheme: dark) { body { background: #112233; color: #fff } }";
            default -> "";
        };
    }

    private static String type(String path) {
        return path.endsWith(".js") ? "text/javascript" : path.endsWith(".css") ? "text/css" : "text/html;charset=UTF-8";
    }

    /** Run by a test above, not by Maven. */
    static class Harmful {

        @RegisterExtension
        static final Browser OWN = Browser.withScripts();

        @Test
        void harmsAndFails() {
            body = "<script>document.title = 'changed'</script>";
            OWN.openAt(port(), "/");
        }

        @Test
        void isHarmless() {
            body = GOOD;
            OWN.openAt(port(), "/");
        }
    }
}
