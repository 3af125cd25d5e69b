package org.callroster.console.browser;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;

import io.restassured.RestAssured;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

/**
 * A browser for the tests of a class, which are tagged {@code browser}; register it in a static field. Each test starts without
 * cookies, and fails if a page violated its Content-Security-Policy or left an exception uncaught. Where there is no Chromium
 * the tests are skipped.
 */
public final class Browser implements ExecutionCondition, BeforeEachCallback, AfterEachCallback {

    private static final String NO_CHROMIUM = "No Chromium was found on the PATH, so tests in a browser are skipped; "
            + "to run them, install it (Debian: apt-get install chromium) or set CHROMIUM to its path.";
    private static final String NO_DRIVER = "Chromium is not /usr/bin/chromium, so tests in a browser are skipped; "
            + "to run them, add -Pbrowser to Maven's command line.";

    private final boolean scripts;
    private BrowserContext context;
    private Findings findings;

    private Browser(boolean scripts) {
        this.scripts = scripts;
    }

    public static Browser withScripts() {
        return new Browser(true);
    }

    /** For what must also work with JavaScript turned off. */
    public static Browser withoutScripts() {
        return new Browser(false);
    }

    /** A new tab with a page of the service under test. All tabs of a test share their cookies. */
    public Page open(String path) {
        return openAt(RestAssured.port, path);
    }

    /** As {@link #open}, with the port of another server of this machine. */
    Page openAt(int port, String path) {
        Page page = context.newPage();
        page.navigate("http://localhost:" + port + path);
        return page;
    }

    /** What the pages of this test have reported so far. */
    public Findings findings() {
        return findings;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
        return whyNot(System.getenv()).map(reason -> disabled(said(test, reason))).orElseGet(() -> enabled(null));
    }

    static Optional<String> whyNot(Map<String, String> environment) {
        if (Chromium.executable(environment).isEmpty()) {
            return Optional.of(NO_CHROMIUM);
        }
        return Chromium.canBeDriven() ? Optional.empty() : Optional.of(NO_DRIVER);
    }

    /** Maven shows only that tests were skipped, not why. */
    private static String said(ExtensionContext test, String reason) {
        return test.getRoot().getStore(Namespace.GLOBAL).computeIfAbsent(reason, once -> {
            System.out.println(reason);
            return reason;
        }, String.class);
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        context = chromium(test).process().newContext(new NewContextOptions().setJavaScriptEnabled(scripts)
                .setReducedMotion(ReducedMotion.REDUCE).setLocale("en-GB").setTimezoneId("Europe/Berlin"));
        findings = Findings.of(context);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        settle();
        context.close();
        findings.assertHarmless();
    }

    /** Whatever the pages have reported so far arrives before this returns. */
    void settle() {
        String afterPendingEvents = scripts ? "new Promise(resolve => setTimeout(resolve))" : "0";
        context.pages().forEach(page -> page.evaluate(afterPendingEvents));
    }

    /** One for all tests: JUnit closes it at the end. The key is the class because Quarkus loads test classes a second time. */
    private static Chromium chromium(ExtensionContext test) {
        return test.getRoot().getStore(Namespace.GLOBAL).computeIfAbsent(Chromium.class,
                key -> Chromium.start(Chromium.executable(System.getenv()).orElseThrow()), Chromium.class);
    }
}
