package org.callroster.console.browser;

import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;

/** What the pages of one test report on their consoles and about their requests. */
public final class Findings {

    private static final String POLICY = "Content Security Policy";
    /** Chromium writes most violations to the console by itself, but not that of a script that catches the exception. */
    private static final String REPORT_VIOLATIONS =
            "addEventListener('securitypolicyviolation', event => console.error('" + POLICY
                    + ": ' + event.violatedDirective + ' forbids ' + event.blockedURI))";

    private final List<String> violations = new ArrayList<>();
    private final List<String> uncaught = new ArrayList<>();
    private final List<String> consoleErrors = new ArrayList<>();
    private final List<String> failedRequests = new ArrayList<>();

    private Findings() {
    }

    static Findings of(BrowserContext context) {
        Findings findings = new Findings();
        context.addInitScript(REPORT_VIOLATIONS);
        context.onConsoleMessage(findings::written);
        context.onWebError(error -> findings.uncaught.add(error.page().url() + ": " + error.error()));
        context.onRequestFailed(findings::failed);
        context.onResponse(findings::answered);
        return findings;
    }

    private void written(ConsoleMessage message) {
        String text = message.location() + " " + message.text();
        if (message.text().contains(POLICY)) {
            violations.add(text);
        } else if (message.type().equals("error")) {
            consoleErrors.add(text);
        }
    }

    private void failed(Request request) {
        failedRequests.add(request.method() + " " + request.url() + ": " + request.failure());
    }

    private void answered(Response response) {
        if (response.status() >= 400) {
            failedRequests.add(response.request().method() + " " + response.url() + ": " + response.status());
        }
    }

    public List<String> violations() {
        return List.copyOf(violations);
    }

    /** Exceptions that no script caught. */
    public List<String> uncaught() {
        return List.copyOf(uncaught);
    }

    /** What else was written to the console as an error, such as each failed request. */
    public List<String> consoleErrors() {
        return List.copyOf(consoleErrors);
    }

    /** Requests without an answer, and those answered 400 or more. */
    public List<String> failedRequests() {
        return List.copyOf(failedRequests);
    }

    void forget() {
        List.of(violations, uncaught, consoleErrors, failedRequests).forEach(List::clear);
    }

    /** Refused requests may be what a test is about; violations and uncaught exceptions never are. */
    void assertHarmless() {
        if (!violations.isEmpty() || !uncaught.isEmpty()) {
            throw new AssertionError("violations of the Content-Security-Policy: " + violations + "\nuncaught: " + uncaught
                    + "\nconsole: " + consoleErrors + "\nfailed requests: " + failedRequests);
        }
    }
}
