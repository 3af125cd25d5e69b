package org.callroster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.yaml.snakeyaml.Yaml;

/** Every call of the OpenAPI document, with every field that a caller can fill. */
public final class ContractFields {

    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

    /** Where a field stands in a request. */
    public enum Place {
        PATH, QUERY, HEADER, FORM, JSON
    }

    public record Field(Place place, String name) {

        @Override
        public String toString() {
            return place + " " + name;
        }
    }

    /** A call, and the values of the first example of its body. */
    public record Call(String method, String path, List<Field> fields, Map<String, Object> example) {

        public boolean has(Place place) {
            return fields.stream().anyMatch(field -> field.place() == place);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private final Map<String, Object> document;

    private ContractFields(Map<String, Object> document) {
        this.document = document;
    }

    public static List<Call> calls() {
        try (InputStream file = ContractFields.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            return new ContractFields(new Yaml().load(file)).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Call> read() {
        List<Call> calls = new ArrayList<>();
        map(document, "paths").forEach((path, item) -> METHODS.stream().filter(map(item)::containsKey)
                .forEach(method -> calls.add(call(method, path, map(item)))));
        return calls;
    }

    private Call call(String method, String path, Map<String, Object> item) {
        Map<String, Object> operation = map(item, method);
        List<Field> fields = new ArrayList<>(
                Stream.concat(list(item, "parameters").stream(), list(operation, "parameters").stream())
                        .map(this::resolved).map(ContractFields::parameter).toList());
        map(resolved(operation.getOrDefault("requestBody", Map.of())), "content").forEach((type, media) -> {
            Place place = type.equals("application/json") ? Place.JSON : Place.FORM;
            map(resolved(map(media).get("schema")), "properties").keySet().forEach(name -> fields.add(new Field(place, name)));
        });
        return new Call(method.toUpperCase(Locale.ROOT), path, fields, example(operation));
    }

    private Map<String, Object> example(Map<String, Object> operation) {
        return map(resolved(operation.getOrDefault("requestBody", Map.of())), "content").values().stream()
                .flatMap(media -> map(map(media), "examples").values().stream()).map(example -> map(example).get("value"))
                .filter(Map.class::isInstance).map(ContractFields::map).findFirst().orElse(Map.of());
    }

    private static Field parameter(Map<String, Object> parameter) {
        return new Field(Place.valueOf(String.valueOf(parameter.get("in")).toUpperCase(Locale.ROOT)),
                String.valueOf(parameter.get("name")));
    }

    private Map<String, Object> resolved(Object node) {
        Object ref = map(node).get("$ref");
        if (ref == null) {
            return map(node);
        }
        Map<String, Object> found = document;
        for (String step : String.valueOf(ref).substring(2).split("/")) {
            found = map(found, step);
        }
        return resolved(found);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    private static Map<String, Object> map(Map<String, Object> parent, String key) {
        return map(parent.getOrDefault(key, Map.of()));
    }

    private static List<?> list(Map<String, Object> parent, String key) {
        return (List<?>) parent.getOrDefault(key, List.of());
    }
}
