package org.callroster.fleet;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.callroster.tenant.Folded;

/** The words of a search, as patterns for {@code like} on the search text of users. */
final class SearchWords {

    /** Shorter words are looked for at the beginning of an attribute only. A trigram index finds words from this length. */
    private static final int ANYWHERE = 3;
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern SPECIAL = Pattern.compile("[\\\\%_]");

    private SearchWords() {
    }

    /** Each must match. Check the length of the text before. */
    static List<String> patterns(String text) {
        return text == null ? List.of()
                : Stream.of(SPACES.split(Folded.of(text))).filter(word -> !word.isEmpty()).distinct()
                        .map(SearchWords::pattern).toList();
    }

    private static String pattern(String word) {
        boolean anywhere = word.codePointCount(0, word.length()) >= ANYWHERE;
        return (anywhere ? "%" : "%\n") + SPECIAL.matcher(word).replaceAll("\\\\$0") + "%";
    }
}
