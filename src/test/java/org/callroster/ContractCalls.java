package org.callroster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.yaml.snakeyaml.Yaml;

/** Every path and method of the OpenAPI document below {@link Api#BASE}; what stands outside it is public, and has tests of its own. */
public final class ContractCalls {

    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

    /** A method in upper case, and a path with {@code {loginId}}, {@code {name}}, {@code {number}} or {@code {id}} in it. */
    public record Call(String method, String path) {

        /** The path with the same, percent-encoded value for whatever is variable in it. */
        public String at(String value) {
            return path.replaceAll("\\{\\w+}", Api.path(value));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private ContractCalls() {
    }

    public static List<Call> all() {
        return calls(operation -> true);
    }

    /** All that need one: those that say nothing else of their security. */
    public static List<Call> withToken() {
        return calls(operation -> !operation.containsKey("security"));
    }

    /** All, outside of {@link Api#BASE} too: {@code GET /configapi/v2/user/{loginId}}. */
    public static Set<String> everywhere() {
        return operationIds().keySet();
    }

    /** The names that generated clients give to all of them, such as {@code getUser}. */
    static Map<String, String> operationIds() {
        Map<String, String> ids = new TreeMap<>();
        paths().forEach((path, item) -> item.entrySet().stream().filter(entry -> METHODS.contains(entry.getKey()))
                .forEach(entry -> ids.put(entry.getKey().toUpperCase(Locale.ROOT) + " " + path,
                        (String) ((Map<?, ?>) entry.getValue()).get("operationId"))));
        return ids;
    }

    /** Generated clients read an answer as one JSON value; files of lines, in and out, are not for them. */
    public static boolean isForGeneratedClients(String call) {
        return !call.contains("/bulk") && !call.contains("/export/");
    }

    private static List<Call> calls(Predicate<Map<?, ?>> wanted) {
        List<Call> calls = new ArrayList<>();
        paths().forEach((path, item) -> item.entrySet().stream()
                .filter(entry -> path.startsWith(Api.BASE) && METHODS.contains(entry.getKey()))
                .filter(entry -> wanted.test((Map<?, ?>) entry.getValue()))
                .forEach(entry -> calls.add(new Call(entry.getKey().toUpperCase(Locale.ROOT), below(path)))));
        return calls;
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
