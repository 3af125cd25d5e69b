package org.callroster.console.users;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.callroster.fleet.UserFilter;
import org.callroster.fleet.UserPage;

/** What a list of users is filtered by, as the address of the page says it. Unknown parameters are dropped. */
public record Filters(Map<String, String> values, String cursor, int from) {

    static final String PATH = "/console/users";

    /** By their names in the API. */
    private static final List<String> NAMES =
            List.of("q", "access", "team", "role", "notRole", "skill", "lastLoginBefore", "sort");
    private static final Map<String, String> LABELS = labels();
    private static final List<String> FOLDED = List.of("team", "role", "notRole", "skill", "lastLoginBefore", "sort");
    private static final Map<Integer, String> LAST_LOGINS =
            new TreeMap<>(Map.of(30, "over 30 days ago", 90, "over 90 days ago", 365, "over a year ago"));
    private static final String NEVER = "never";
    private static final String SIZE = "50";
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private static Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("q", "the words");
        labels.put("access", "state");
        labels.put("team", "team");
        labels.put("role", "role");
        labels.put("notRole", "without role");
        labels.put("skill", "skill");
        labels.put("lastLoginBefore", "last login before");
        return labels;
    }

    static Filters of(Map<String, List<String>> query) {
        Map<String, String> values = new LinkedHashMap<>();
        NAMES.forEach(name -> query.getOrDefault(name, List.of()).stream().map(String::strip)
                .filter(value -> !value.isEmpty()).findFirst().ifPresent(value -> values.put(name, value)));
        return new Filters(values, first(query, "cursor"), number(first(query, "from")));
    }

    private static String first(Map<String, List<String>> query, String name) {
        return query.getOrDefault(name, List.of()).stream().filter(value -> !value.isEmpty()).findFirst().orElse(null);
    }

    private static int number(String text) {
        return text != null && NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 1;
    }

    UserFilter users() {
        return UserFilter
                .of(values.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue()))));
    }

    UserPage wanted() {
        return new UserPage(SIZE, cursor, values.get("sort"), "true", List.of(UserPage.ACCESS, UserPage.LOGIN_INFO));
    }

    /** Empty if it is not filtered by this. */
    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    public boolean is(String name, String value) {
        return value(name).equals(value);
    }

    /** What the list is filtered by, but for its order. */
    public List<Active> active() {
        return LABELS.entrySet().stream().filter(label -> values.containsKey(label.getKey()))
                .map(label -> new Active(label.getKey(), label.getValue(), values.get(label.getKey()))).toList();
    }

    /** One of the filters, by which name the page shows it. */
    public record Active(String name, String label, String value) {
    }

    /** Whether filters are in use that the page would otherwise fold away. */
    public boolean hasMore() {
        return FOLDED.stream().anyMatch(values::containsKey);
    }

    /** Whether a word is so short that only beginnings are looked at. */
    public boolean isShort() {
        return SPACES.splitAsStream(value("q"))
                .anyMatch(word -> !word.isEmpty() && word.codePointCount(0, word.length()) < 3);
    }

    /** What can be asked of the last login. */
    public List<Choice> lastLogins() {
        String given = value("lastLoginBefore");
        return Stream.concat(
                Stream.of(new Choice("", "at any time", given.isEmpty()),
                        new Choice(NEVER, "never", given.equals(NEVER))),
                LAST_LOGINS.entrySet().stream()
                        .map(days -> new Choice(before(days.getKey()), days.getValue(), given.equals(before(days.getKey())))))
                .toList();
    }

    public record Choice(String value, String label, boolean isSelected) {
    }

    /** Midnight, UTC, so that the address stays the same for a day. */
    private static String before(int days) {
        return Instant.now().truncatedTo(ChronoUnit.DAYS).minus(days, ChronoUnit.DAYS).toString();
    }

    /** The address of the list without one of the filters. */
    public String without(String name) {
        return address(values.entrySet().stream().filter(filter -> !filter.getKey().equals(name)));
    }

    String page(String after, int number) {
        return address(Stream.concat(values.entrySet().stream(),
                Stream.of(Map.entry("cursor", after), Map.entry("from", Integer.toString(number)))));
    }

    private static String address(Stream<Map.Entry<String, String>> parameters) {
        String query = parameters.map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? PATH : PATH + "?" + query;
    }
}
