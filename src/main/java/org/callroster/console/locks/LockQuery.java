package org.callroster.console.locks;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.callroster.lock.list.LockFilter;

/** Which locks a page shows, as its address says it. Unknown parameters are dropped. */
public record LockQuery(Map<String, String> values, String cursor) {

    private static final String PATH = "/console/locks";
    private static final List<String> NAMES = List.of("user", "team", "credential", "ipAddress");
    private static final String SIZE = "50";
    private static final String MANY = "1000";

    static LockQuery of(Map<String, List<String>> query) {
        Map<String, String> values = new LinkedHashMap<>();
        NAMES.forEach(name -> first(query, name).ifPresent(value -> values.put(name, value)));
        return new LockQuery(values, first(query, "cursor").orElse(null));
    }

    private static Optional<String> first(Map<String, List<String>> query, String name) {
        return query.getOrDefault(name, List.of()).stream().map(String::strip).filter(value -> !value.isEmpty()).findFirst();
    }

    LockFilter page() {
        return filter(SIZE, cursor);
    }

    /** A page of those that are read only to be unlocked. */
    LockFilter more(String after) {
        return filter(MANY, after);
    }

    private LockFilter filter(String limit, String after) {
        return new LockFilter(limit, after, values.get("user"), values.get("team"), values.get("credential"),
                values.get("ipAddress"));
    }

    /** Empty if it is not filtered by this. */
    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    public boolean isFiltered() {
        return !values.isEmpty();
    }

    /** The same locks from the first on. */
    public String address() {
        return PATH + query(values.entrySet().stream());
    }

    /** The page that asks before all of them are unlocked. */
    public String all() {
        return PATH + "/all" + query(values.entrySet().stream());
    }

    String after(String next) {
        return PATH + query(Stream.concat(values.entrySet().stream(), Stream.of(Map.entry("cursor", next))));
    }

    private static String query(Stream<Map.Entry<String, String>> parameters) {
        String query = parameters.map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }
}
