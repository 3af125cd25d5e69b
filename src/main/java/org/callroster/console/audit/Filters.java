package org.callroster.console.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.callroster.audit.AuditQuery;

/**
 * What the audit is filtered by, as the address of the page says it: by the names of the API, but for days, which are whole days
 * in UTC. Unknown parameters are dropped.
 */
public record Filters(Map<String, String> values, String cursor, LocalDate today) {

    private static final String PATH = "/console/audit";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final Map<String, String> LABELS = labels();
    /** In words, by their names in the API. */
    static final Map<String, String> WAYS = waysOf();
    /** The events of a bulk differ in these, or are asked for by them. */
    private static final Set<String> NOT_OF_BULKS = Set.of("user", "kind", "request", "job");
    private static final String SIZE = "50";
    private static final int DAY_LENGTH = 10;

    /** A choice of days, or a way by which changes come in. */
    public record Choice(String value, String label, boolean isChosen) {
    }

    /** One of the filters, by which name the page shows it. */
    public record Active(String name, String label, String value) {
    }

    private static Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("user", "person");
        labels.put("kind", "what");
        labels.put("via", "way");
        labels.put(FROM, FROM);
        labels.put(TO, TO);
        labels.put("request", "request");
        labels.put("job", "bulk");
        return labels;
    }

    private static Map<String, String> waysOf() {
        Map<String, String> ways = new LinkedHashMap<>();
        ways.put("console", "in the console");
        ways.put("api", "by the API");
        ways.put("bulk", "by a bulk");
        ways.put("scim", "by SCIM");
        ways.put("provider", "by single sign-on");
        ways.put("command", "by a command");
        ways.put("system", "by the service itself");
        return ways;
    }

    static Filters of(Map<String, List<String>> query, LocalDate today) {
        Map<String, String> values = new LinkedHashMap<>();
        LABELS.keySet().forEach(name -> first(query, name).ifPresent(value -> values.put(name, value)));
        return new Filters(values, first(query, "cursor").orElse(null), today);
    }

    private static Optional<String> first(Map<String, List<String>> query, String name) {
        return query.getOrDefault(name, List.of()).stream().map(String::strip).filter(value -> !value.isEmpty()).findFirst();
    }

    /** The events of a page. Bulks are one each where the filters allow it. */
    AuditQuery wanted() {
        boolean runs = NOT_OF_BULKS.stream().noneMatch(values::containsKey);
        return query(SIZE, cursor, runs ? "true" : null);
    }

    /** All events. */
    AuditQuery all() {
        return query(null, null, null);
    }

    private AuditQuery query(String limit, String after, String runs) {
        return new AuditQuery(limit, after, values.get("user"), null, null, values.get("kind"), values.get("via"),
                values.get("request"), values.get("job"), time(FROM, 0), time(TO, 1), runs);
    }

    /** A day as its midnight, or that of a day later; anything else as it is. */
    private String time(String name, int later) {
        String given = values.get(name);
        return day(given).map(day -> day.plusDays(later).atStartOfDay(ZoneOffset.UTC).toInstant().toString()).orElse(given);
    }

    private static Optional<LocalDate> day(String given) {
        try {
            return given == null || given.length() != DAY_LENGTH ? Optional.empty() : Optional.of(LocalDate.parse(given));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whether a field for days can hold the value. */
    public boolean isDay(String name) {
        return !values.containsKey(name) || day(values.get(name)).isPresent();
    }

    /** Empty if it is not filtered by this. */
    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    public boolean is(String name, String value) {
        return value(name).equals(value);
    }

    public List<Active> active() {
        return LABELS.entrySet().stream().filter(label -> values.containsKey(label.getKey()))
                .map(label -> new Active(label.getKey(), label.getValue(), values.get(label.getKey()))).toList();
    }

    /** Whether newer events are on earlier pages. */
    public boolean isLater() {
        return cursor != null;
    }

    public List<Choice> ways() {
        return WAYS.entrySet().stream().map(way -> new Choice(way.getKey(), way.getValue(), is("via", way.getKey()))).toList();
    }

    /** Addresses of the usual days. They name the days, so that they say the same tomorrow. */
    public List<Choice> days() {
        return List.of(days("Today", today, today), days("Yesterday", today.minusDays(1), today.minusDays(1)),
                days("Last 7 days", today.minusDays(6), today));
    }

    private Choice days(String label, LocalDate first, LocalDate last) {
        Map<String, String> others = new LinkedHashMap<>(values);
        others.put(FROM, first.toString());
        others.put(TO, last.toString());
        return new Choice(address(PATH, others.entrySet().stream()), label,
                is(FROM, first.toString()) && is(TO, last.toString()));
    }

    /** The address of the list without one of the filters, and without the page. */
    public String without(String name) {
        return address(PATH, values.entrySet().stream().filter(filter -> !filter.getKey().equals(name)));
    }

    /** The address of the same events as a file. */
    public String file() {
        return address(PATH + ".csv", values.entrySet().stream());
    }

    String page(String after) {
        return address(PATH, Stream.concat(values.entrySet().stream(), Stream.of(Map.entry("cursor", after))));
    }

    private static String address(String path, Stream<Map.Entry<String, String>> parameters) {
        String query = parameters.map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }
}
