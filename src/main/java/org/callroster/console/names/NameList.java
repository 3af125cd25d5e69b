package org.callroster.console.names;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import org.callroster.values.Checks;

/**
 * A page of a list of names, all of which are known.
 *
 * @param q what the names contain; empty for all
 * @param at the name that was just changed; empty for none
 * @param hasMore whether there are so many that people want to search
 * @param next the address of the page after it; null on the last
 */
public record NameList<T>(List<T> lines, String q, String at, boolean hasMore, boolean isFirst, String next) {

    private static final int SIZE = 100;
    private static final int MANY = 20;

    /**
     * What the address of a page asks for.
     *
     * @param from the first name of the page
     */
    record Wanted(String q, String from, String at) {

        static Wanted of(String q, String from, String at) {
            return new Wanted(measured("q", q), measured("from", from), measured("at", at));
        }

        private static String measured(String field, String value) {
            new Checks().that(value == null || !Checks.isLonger(value, Checks.TEXT_LENGTH), field,
                    "is longer than " + Checks.TEXT_LENGTH + " characters").orFail();
            return value == null ? "" : value.strip();
        }
    }

    /** The names of a page, in the order in which they come. */
    static NameList<String> of(List<String> all, Wanted wanted, String path) {
        String part = wanted.q.toLowerCase(Locale.ROOT);
        List<String> found = all.stream().filter(name -> name.toLowerCase(Locale.ROOT).contains(part)).toList();
        int from = first(found, wanted);
        int to = Math.min(found.size(), from + SIZE);
        String next = to == found.size() ? null : path + "?q=" + encoded(wanted.q) + "&from=" + encoded(found.get(to));
        return new NameList<>(found.subList(from, to), wanted.q, wanted.at, all.size() > MANY, from == 0, next);
    }

    private static int first(List<String> found, Wanted wanted) {
        return wanted.from.isEmpty() ? Math.max(0, found.indexOf(wanted.at)) / SIZE * SIZE
                : (int) found.stream().takeWhile(name -> name.compareTo(wanted.from) < 0).count();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    <R> NameList<R> with(List<R> others) {
        return new NameList<>(others, q, at, hasMore, isFirst, next);
    }
}
