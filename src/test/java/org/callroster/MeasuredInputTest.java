package org.callroster;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.callroster.ContractFields.Call;
import org.callroster.ContractFields.Field;
import org.callroster.ContractFields.Place;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Contract section 1: everything a stranger sends is measured before anything is done with it. Every field of every call of the
 * OpenAPI document is sent 200 KB, or as much of it as the server takes, of what has made matching, lower case and normalization
 * slow; no answer takes much longer than that to a short value, and none is a fault of the service.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MeasuredInputTest {

    private static final Duration MORE_THAN_A_SHORT_ONE = Duration.ofMillis(250);
    private static final int TRIES = 10;
    /** In bytes; the server refuses long targets, long headers, and long bodies of calls without a token. */
    private static final int[] LENGTHS = { 200_000, 60_000, 15_000, 7_000, 3_500, 1_000 };
    private static final List<String> TOO_LONG_FOR_THE_SERVER = List.of("413", "414", "431", "");

    /** Beside those of the document: what every call may carry. */
    private static final List<Field> HEADERS = Stream.of("Bearer", "Basic", "X-Forwarded-For", "Forwarded", "Accept",
            "Content-Type", "If-Match", "If-None-Match", "User-Agent", "Cookie", "Origin", "Prefer", "Accept-Language")
            .map(name -> new Field(Place.HEADER, name)).toList();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Integer> LONGEST = new TreeMap<>();

    /** What a value is made of, and what follows: a line break is what {@code .} does not match. */
    private enum Filler {
        SLASHES("/", "\nx"), SIGMAS("\u03a3", ""), MARKS("\u0301\u0316", ""), QUOTES("\"'", "\nx"), SPACES(" ", "\nx"),
        DIGITS("9", "");

        private final String unit;
        private final String end;

        Filler(String unit, String end) {
            this.unit = unit;
            this.end = end;
        }

        String of(int bytes, int bytesForAByte) {
            int times = bytes / (unit.getBytes(StandardCharsets.UTF_8).length * bytesForAByte);
            return unit.repeat(times) + end;
        }
    }

    /** How a value stands in JSON. */
    private enum Shape {
        VALUE, NUMBER, ITEM, KEY, REPEATED_KEY
    }

    private SmallTenant tenant;
    private String login;
    private String token;

    @BeforeEach
    void createUser() {
        tenant = SmallTenant.create();
        login = tenant.created();
        token = Api.token(tenant.name(), "admin");
    }

    static List<Call> calls() {
        return ContractFields.calls();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void noFieldTakesLongBecauseItIsLong(Call call) {
        Stream.concat(call.fields().stream(), HEADERS.stream())
                .forEach(field -> shapes(field).forEach(shape -> assertQuick(call, field, shape)));
    }

    private static Stream<Shape> shapes(Field field) {
        return field.place() == Place.JSON ? Stream.of(Shape.values()) : Stream.of(Shape.VALUE);
    }

    private void assertQuick(Call call, Field field, Shape shape) {
        long limit = best(request(call, field, shape, "7"), Long.MAX_VALUE) + MORE_THAN_A_SHORT_ONE.toNanos();
        Stream.of(Filler.values()).filter(filler -> shape != Shape.NUMBER || filler == Filler.DIGITS).forEach(filler -> {
            long took = best(longest(call, field, shape, filler), limit);
            assertTrue(took <= limit, () -> call + ", " + field + " as " + shape + " of " + filler + " took "
                    + Duration.ofNanos(took).toMillis() + " ms");
        });
    }

    /** The shortest time of some tries: no more of them than it needs to keep within the limit. */
    private static long best(String request, long limit) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TRIES && best > limit || i == 0; i++) {
            long start = System.nanoTime();
            String status = RawHttp.status(request);
            best = Math.min(best, System.nanoTime() - start);
            assertNotEquals("500", status, () -> request.substring(0, Math.min(request.length(), 1000)));
        }
        return best;
    }

    /** As long as the server takes it. */
    private String longest(Call call, Field field, Shape shape, Filler filler) {
        int bytesForAByte = field.place() == Place.PATH || field.place() == Place.QUERY ? 3 : 1;
        String kind = field.place() == Place.FORM || field.place() == Place.JSON ? call.toString() : field.toString();
        for (int length : LENGTHS) {
            if (!LONGEST.containsKey(kind) && isTaken(request(call, field, shape, filler.of(length, bytesForAByte)))) {
                LONGEST.put(kind, length);
            }
        }
        return request(call, field, shape, filler.of(LONGEST.get(kind), bytesForAByte));
    }

    private static boolean isTaken(String request) {
        return !TOO_LONG_FOR_THE_SERVER.contains(RawHttp.status(request));
    }

    /** Bytes as characters. */
    private String request(Call call, Field field, Shape shape, String value) {
        String path = call.path();
        for (String variable : List.of("loginId", "name", "number", "id")) {
            String known = variable.equals("loginId") ? login : "4711";
            path = path.replace("{" + variable + "}",
                    Api.path(field.equals(new Field(Place.PATH, variable)) ? value : known));
        }
        String query = field.place() == Place.QUERY ? "?" + field.name() + "=" + Api.path(value) : "";
        Map<String, String> headers = headers(call, field, value);
        String body = utf8(body(call, field, shape, value));
        headers.put("Content-Length", String.valueOf(body.length()));
        return call.method() + " " + path + query + " HTTP/1.1\r\n" + headers.entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue() + "\r\n").collect(Collectors.joining()) + "\r\n"
                + body;
    }

    private Map<String, String> headers(Call call, Field field, String value) {
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Host", "localhost", "Connection", "close"));
        if (!call.path().contains("/oauth/")) {
            headers.put("Authorization", "Bearer " + token);
        }
        if (call.has(Place.JSON) || call.has(Place.FORM)) {
            headers.put("Content-Type", call.has(Place.JSON) ? "application/json" : "application/x-www-form-urlencoded");
        }
        if (field.place() == Place.HEADER) {
            fill(headers, field.name(), utf8(value.replace('\n', '\t')));
        }
        return headers;
    }

    private static void fill(Map<String, String> headers, String name, String value) {
        switch (name) {
            case "Bearer" -> headers.put("Authorization", "Bearer " + value);
            case "Basic" -> headers.put("Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.ISO_8859_1)));
            default -> headers.put(name, value);
        }
    }

    private String body(Call call, Field field, Shape shape, String value) {
        return call.has(Place.JSON) ? json(call, field, shape, value) : call.has(Place.FORM) ? form(field, value) : "";
    }

    private String form(Field field, String value) {
        Map<String, String> form = new LinkedHashMap<>(Map.of("grant_type", "client_credentials", "client_id", login,
                "client_secret", "wrong", "token", token, "tenant", tenant.name()));
        if (field.name().equals("scope")) {
            form.remove("tenant");
        }
        if (field.place() == Place.FORM) {
            form.put(field.name(), value.replace(' ', '+').replace("\n", "%0A"));
        }
        return form.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).collect(Collectors.joining("&"));
    }

    private String json(Call call, Field field, Shape shape, String value) {
        Map<String, Object> body = new LinkedHashMap<>(call.example());
        body.computeIfPresent("domain", (name, example) -> tenant.name());
        if (field.place() != Place.JSON) {
            return text(body);
        }
        String quoted = text(value);
        body.remove(field.name());
        String rest = body.isEmpty() ? "" : "," + text(body).substring(1, text(body).length() - 1);
        String name = "\"" + field.name() + "\":";
        return "{" + switch (shape) {
            case VALUE -> name + quoted;
            case NUMBER -> name + value;
            case ITEM -> name + "[" + quoted + "]";
            case KEY -> name + "{" + quoted + ":1}";
            case REPEATED_KEY -> quoted + ":1," + quoted + ":1";
        } + rest + "}";
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
