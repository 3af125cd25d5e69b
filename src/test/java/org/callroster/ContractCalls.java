package org.callroster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.yaml.snakeyaml.Yaml;

/** Every path and method of the OpenAPI document below {@link Api#BASE}. */
public final class ContractCalls {

    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

    /** A method in upper case, and a path with {@code {loginId}}, {@code {name}} or {@code {number}} in it. */
    public record Call(String method, String path) {

        /** The path with the same, percent-encoded value for whatever is variable in it. */
        public String at(String value) {
            return path.replaceFirst("\\{.*}", Api.path(value));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private ContractCalls() {
    }

    public static List<Call> all() {
        List<Call> calls = new ArrayList<>();
        paths().forEach((path, item) -> item.keySet().stream().filter(METHODS::contains)
                .forEach(method -> calls.add(new Call(method.toUpperCase(Locale.ROOT), below(path)))));
        return calls;
    }

    /** All but the token call. */
    public static List<Call> withToken() {
        return all().stream().filter(call -> !call.path().equals("/oauth/token")).toList();
    }

    /** What {@code Allow} has to say of a path: a GET brings HEAD with it. */
    public static String allow(String path) {
        Set<String> known = paths().get(Api.BASE + path).keySet();
        return METHODS.stream().filter(known::contains).map(method -> method.toUpperCase(Locale.ROOT))
                .collect(Collectors.joining(", ")).replaceFirst("^GET", "GET, HEAD");
    }

    private static String below(String path) {
        return path.substring(Api.BASE.length());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> paths() {
        try (InputStream document = ContractCalls.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            Map<String, Map<String, Map<String, Object>>> root = new Yaml().load(document);
            return root.get("paths");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
