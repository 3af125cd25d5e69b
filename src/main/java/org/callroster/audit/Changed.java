package org.callroster.audit;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The attributes that a change changed, by their names in the API, with the values before and after. Absent values have no key.
 * Never holds a password or the value of a secret.
 */
public record Changed(Map<String, Object> before, Map<String, Object> after) {

    public static final Changed NOTHING = new Changed(Map.of(), Map.of());

    private static final JsonMapper JSON = new JsonMapper();

    /** One attribute, if it differs. */
    public static Changed between(String name, Object before, Object after) {
        return NOTHING.and(name, before, after);
    }

    /** This, and another attribute if it differs. */
    public Changed and(String name, Object former, Object latter) {
        return Objects.equals(former, latter) ? this : new Changed(with(before, name, former), with(after, name, latter));
    }

    private static Map<String, Object> with(Map<String, Object> values, String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return value == null ? values : more;
    }

    /** The attributes that differ; null counts as absent. */
    public static Changed between(Map<String, ?> before, Map<String, ?> after) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> Objects.equals(before.get(name), after.get(name)));
        return new Changed(only(names, before), only(names, after));
    }

    /** Something new with these attributes. */
    public static Changed created(Map<String, ?> attributes) {
        return between(Map.of(), attributes);
    }

    /** Something that had these attributes. */
    public static Changed deleted(Map<String, ?> attributes) {
        return between(attributes, Map.of());
    }

    private static Map<String, Object> only(Set<String> names, Map<String, ?> values) {
        Map<String, Object> some = new LinkedHashMap<>();
        names.stream().filter(name -> values.get(name) != null).forEach(name -> some.put(name, values.get(name)));
        return some;
    }

    public boolean isNothing() {
        return before.isEmpty() && after.isEmpty();
    }

    /** The names of what changed. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        return names;
    }

    String beforeAsJson() {
        return json(before);
    }

    String afterAsJson() {
        return json(after);
    }

    /** Null if there is nothing. */
    private static String json(Map<String, Object> values) {
        try {
            return values.isEmpty() ? null : JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("attributes are plain values", e);
        }
    }
}
