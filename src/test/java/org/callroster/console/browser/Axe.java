package org.callroster.console.browser;

import java.util.List;
import java.util.stream.Collectors;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;

/** Checks a page, in the state it is in, against WCAG 2.2 A and AA, as far as axe can. Needs a browser with scripts. */
public final class Axe {

    private static final List<String> WCAG_22_AA = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private Axe() {
    }

    public static void assertAccessible(Page page) {
        List<Rule> violations = new AxeBuilder(page).withTags(WCAG_22_AA).analyze().getViolations();
        if (!violations.isEmpty()) {
            throw new AssertionError(page.url() + " is not accessible:\n"
                    + violations.stream().map(Axe::described).collect(Collectors.joining("\n")));
        }
    }

    private static String described(Rule rule) {
        String targets = rule.getNodes().stream().map(CheckedNode::getTarget).map(String::valueOf)
                .collect(Collectors.joining(", "));
        return rule.getId() + " at " + targets + ": " + rule.getHelp() + " (" + rule.getHelpUrl() + ")";
    }
}
