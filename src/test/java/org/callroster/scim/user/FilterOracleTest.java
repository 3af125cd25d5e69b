package org.callroster.scim.user;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.scim.Scim;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.oneOf;

/** Thousands of generated filters find what a naive evaluation of the same filters finds in what clients see of the users. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class FilterOracleTest {

    private static final int FILTERS = 2000;
    private static final int PATCHES = 1000;
    private static final int THREADS = 4;
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> WORDS =
            List.of("ann", "Ann", "ANNE", "Żółć", "ż", "straße", "a%b", "a_b", "x\\\\y", "O'Hara",
                    "Müller", "Muller", "li", "I", "ı", "dr. k", "5", "true", "null", " and ", "(", "\\\"q\\\"", "Σας", "σ");
    private static final List<String> COMPARISONS = List.of("eq", "ne", "co", "sw", "ew", "pr", "gt", "ge", "lt", "le");

    private final SmallTenant tenant = SmallTenant.create();
    private final Scim scim = Scim.of(tenant);
    private final Random random = new Random(4711);
    private List<JsonNode> users;

    /** A filter, and what it means. */
    private record Generated(String text, Predicate<JsonNode> meaning) {
    }

    /** @param path from a user to the values, or from a value of an attribute that has several */
    private record Attribute(String text, List<String> path, boolean isExact, boolean isFlag, boolean isTime,
            boolean isNumber) {

        static Attribute text(String text, String... path) {
            return new Attribute(text, List.of(path), false, false, false, false);
        }

        static Attribute exact(String text, String... path) {
            return new Attribute(text, List.of(path), true, false, false, false);
        }

        Stream<JsonNode> values(JsonNode from) {
            Stream<JsonNode> values = Stream.of(from);
            for (String step : path) {
                values = values.map(value -> value.path(step)).filter(value -> !value.isMissingNode())
                        .flatMap(value -> value.isArray() ? value.valueStream() : Stream.of(value));
            }
            return values;
        }
    }

    private static final List<Attribute> ATTRIBUTES = List.of(Attribute.text("userName", "userName"),
            Attribute.exact("externalId", "externalId"), Attribute.text("displayName", "displayName"),
            Attribute.text("name.givenName", "name", "givenName"), Attribute.text("NAME.familyname", "name", "familyName"),
            Attribute.text("name.middleName", "name", "middleName"), Attribute.text("title", "title"),
            Attribute.text("nickName", "nickName"),
            Attribute.text(Scim.ENTERPRISE + ":department", Scim.ENTERPRISE, "department"),
            Attribute.text("manager", Scim.ENTERPRISE, "manager", "value"), Attribute.text("emails", "emails", "value"),
            Attribute.text("emails.type", "emails", "type"), Attribute.text("phoneNumbers.value", "phoneNumbers", "value"),
            Attribute.text("addresses.locality", "addresses", "locality"), Attribute.exact("roles", "roles", "value"),
            Attribute.exact("groups.display", "groups", "display"), Attribute.text("id", "id"),
            Attribute.exact(Scim.CALLROSTER + ":skills", Scim.CALLROSTER, "skills", "value"),
            new Attribute("active", List.of("active"), false, true, false, false),
            new Attribute("meta.lastModified", List.of("meta", "lastModified"), false, false, true, false),
            new Attribute("meta.created", List.of("meta", "created"), false, false, true, false));

    private static final Map<String, List<Attribute>> ELEMENTS = Map.of(
            "emails",
            List.of(Attribute.text("value", "value"), Attribute.text("type", "type"), Attribute.text("display", "display"),
                    new Attribute("primary", List.of("primary"), false, true, false, false)),
            "phoneNumbers", List.of(Attribute.text("value", "value"), Attribute.text("type", "type")),
            "addresses", List.of(Attribute.text("locality", "locality"), Attribute.text("country", "country")),
            "roles", List.of(Attribute.exact("value", "value"), Attribute.exact("display", "display")),
            "skills",
            List.of(Attribute.exact("value", "value"), new Attribute("level", List.of("level"), false, false, false, true)));

    @BeforeEach
    void manyKindsOfUsers() {
        for (String path : List.of("/team/ann", "/team/Sales", "/skill/ann", "/skill/li", "/role/ann", "/role/Ann")) {
            tenant.admin().put(path).then().statusCode(200);
        }
        for (int i = 0; i < 60; i++) {
            String body = user(i);
            Response made = scim.sendsBytes(body).post("/Users");
            assertThat(body + " " + made.asString(), made.statusCode(), is(201));
        }
        users = all();
    }

    private List<JsonNode> all() {
        return json(scim.get("/Users?count=1000").asString()).get("Resources").valueStream().toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private String user(int number) {
        List<String> fields = new ArrayList<>(List.of("\"schemas\":[\"x\"]", "\"userName\":\"" + bare() + number + "\""));
        maybe(fields, "\"externalId\":\"" + bare() + "\"");
        maybe(fields, "\"displayName\":\"" + bare() + "\"");
        maybe(fields, "\"title\":\"" + word() + "\"");
        maybe(fields, "\"nickName\":\"" + word() + "\"");
        maybe(fields, "\"name\":{\"givenName\":\"" + bare() + "\",\"familyName\":\"" + bare() + "\",\"middleName\":\"" + word()
                + "\"}");
        maybe(fields,
                "\"emails\":[{\"value\":\"" + bare() + "\"},{\"value\":\"" + word() + "\",\"type\":\"Home\",\"display\":\""
                        + word()
                        + "\"}]");
        maybe(fields, "\"phoneNumbers\":[{\"value\":\"5" + number + "\",\"type\":\"work\"},{\"value\":\"" + word()
                + "\",\"type\":\"fax\"}]");
        maybe(fields, "\"addresses\":[{\"locality\":\"" + word() + "\",\"country\":\"" + word() + "\"},{\"country\":\"CH\"}]");
        maybe(fields, "\"active\":false");
        maybe(fields, "\"roles\":[\"ann\",\"Ann\"]");
        maybe(fields, "\"" + Scim.ENTERPRISE + "\":{\"department\":\"" + word() + "\",\"manager\":\"" + word() + "\"}");
        maybe(fields, "\"" + Scim.CALLROSTER + "\":{\"team\":\"ann\",\"skills\":\"ann:5;li:80\"}");
        return "{" + String.join(",", fields) + "}";
    }

    private void maybe(List<String> fields, String field) {
        if (random.nextBoolean()) {
            fields.add(field);
        }
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    /** Without outer spaces. */
    private String bare() {
        return word().strip();
    }

    private Generated filter(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(7)) {
            case 1 -> both(filter(depth - 1), filter(depth - 1), " and ");
            case 2 -> both(filter(depth - 1), filter(depth - 1), " or ");
            case 3 -> not(filter(depth - 1));
            case 4 -> element();
            default -> comparison(ATTRIBUTES.get(random.nextInt(ATTRIBUTES.size())));
        };
    }

    private static Generated both(Generated one, Generated other, String by) {
        return new Generated("(" + one.text + ")" + by + "(" + other.text + ")",
                by.equals(" and ") ? one.meaning.and(other.meaning) : one.meaning.or(other.meaning));
    }

    private static Generated not(Generated one) {
        return new Generated("not (" + one.text + ")", one.meaning.negate());
    }

    private Generated element() {
        String name = List.copyOf(ELEMENTS.keySet()).get(random.nextInt(ELEMENTS.size()));
        List<Attribute> subs = ELEMENTS.get(name);
        Generated one = comparison(subs.get(random.nextInt(subs.size())));
        Generated other = comparison(subs.get(random.nextInt(subs.size())));
        Generated inner = switch (random.nextInt(4)) {
            case 0 -> one;
            case 1 -> both(one, other, " and ");
            case 2 -> both(one, other, " or ");
            default -> not(one);
        };
        String path = name.equals("skills") ? Scim.CALLROSTER : null;
        return new Generated((path == null ? "" : path + ":") + name + "[" + inner.text + "]",
                user -> (path == null ? user : user.path(path)).path(name).valueStream().anyMatch(inner.meaning));
    }

    private Generated comparison(Attribute attribute) {
        String operator = COMPARISONS.get(random.nextInt(COMPARISONS.size()));
        if (operator.equals("pr")) {
            return new Generated(attribute.text + " pr", from -> attribute.values(from).findAny().isPresent());
        }
        if (attribute.isFlag) {
            boolean wanted = random.nextBoolean();
            return equal(attribute, operator.equals("ne"), String.valueOf(wanted), value -> value.asBoolean() == wanted);
        }
        if (attribute.isNumber) {
            int wanted = random.nextInt(100);
            boolean isOfText = List.of("co", "sw", "ew").contains(operator);
            return compared(attribute, isOfText ? "ge" : operator, String.valueOf(wanted),
                    value -> Integer.compare(value.asInt(), wanted));
        }
        if (attribute.isTime) {
            String wanted = attribute.values(users.get(random.nextInt(users.size()))).findFirst().orElseThrow().asText();
            boolean isOfText = List.of("co", "sw", "ew").contains(operator);
            return compared(attribute, isOfText ? "lt" : operator, "\"" + wanted + "\"",
                    value -> Instant.parse(value.asText()).compareTo(Instant.parse(wanted)));
        }
        return text(attribute, operator, json("\"" + value(attribute) + "\"").textValue());
    }

    /** One of a user, or a part of one, or any word. */
    private String value(Attribute attribute) {
        List<JsonNode> known = users.stream().flatMap(attribute::values).filter(JsonNode::isTextual).toList();
        if (known.isEmpty() || random.nextInt(4) == 0) {
            return word();
        }
        String value = known.get(random.nextInt(known.size())).textValue();
        int from = random.nextInt(3) == 0
                ? value.offsetByCodePoints(0, random.nextInt(value.codePointCount(0, value.length()) + 1)) : 0;
        String part = value.substring(from);
        String written = random.nextInt(3) == 0 && !attribute.isExact ? part.toUpperCase(Locale.ROOT) : part;
        return written.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static Generated text(Attribute attribute, String operator, String wanted) {
        String form = form(attribute, wanted);
        String literal = JSON.getNodeFactory().textNode(wanted).toString();
        return switch (operator) {
            case "co" -> any(attribute, "co", literal, value -> form(attribute, value.asText()).contains(form));
            case "sw" -> any(attribute, "sw", literal, value -> form(attribute, value.asText()).startsWith(form));
            case "ew" -> any(attribute, "ew", literal, value -> form(attribute, value.asText()).endsWith(form));
            default -> compared(attribute, operator, literal, value -> byCodePoint(form(attribute, value.asText()), form));
        };
    }

    private static int byCodePoint(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8),
                other.getBytes(StandardCharsets.UTF_8));
    }

    private static String form(Attribute attribute, String text) {
        return attribute.isExact ? text
                : Normalizer.normalize(Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT),
                        Normalizer.Form.NFC);
    }

    private static Generated equal(Attribute attribute, boolean isNot, String literal, Predicate<JsonNode> equals) {
        Generated equal = any(attribute, isNot ? "ne" : "eq", literal, equals);
        return isNot ? new Generated(equal.text, equal.meaning.negate()) : equal;
    }

    private static Generated any(Attribute attribute, String operator, String literal, Predicate<JsonNode> holds) {
        return new Generated(attribute.text + " " + operator + " " + literal, from -> attribute.values(from).anyMatch(holds));
    }

    private static Generated compared(Attribute attribute, String operator, String literal,
            ToIntFunction<JsonNode> order) {
        return switch (operator) {
            case "eq", "ne" -> equal(attribute, operator.equals("ne"), literal, value -> order.applyAsInt(value) == 0);
            case "gt" -> any(attribute, operator, literal, value -> order.applyAsInt(value) > 0);
            case "ge" -> any(attribute, operator, literal, value -> order.applyAsInt(value) >= 0);
            case "lt" -> any(attribute, operator, literal, value -> order.applyAsInt(value) < 0);
            default -> any(attribute, operator, literal, value -> order.applyAsInt(value) <= 0);
        };
    }

    @Test
    void everyFilterFindsWhatItMeans() throws Exception {
        List<Generated> filters = IntStream.range(0, FILTERS).mapToObj(i -> filter(3)).toList();
        inParallel(filters.stream().<Callable<Void>>map(filter -> () -> {
            Set<String> expected =
                    users.stream().filter(filter.meaning).map(user -> user.get("id").asText()).collect(Collectors.toSet());
            Response answer = scim.call().get("/Users?count=1000&attributes=id&filter=" + Api.path(filter.text));
            assertThat(filter.text + " " + answer.asString(), answer.statusCode(), is(200));
            assertThat(filter.text, Set.copyOf(answer.<List<String>>path("Resources.id")), is(expected));
            return null;
        }).toList());
    }

    private static void inParallel(List<Callable<Void>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static final List<String> PATHS =
            List.of("title", "emails", "emails[type eq \\\"work\\\"].value", "emails[type eq \\\"home\\\"]",
                    "name.familyName", "name", "roles", "roles[primary eq \\\"True\\\"].value", "active", "userName",
                    "addresses", "id", "nope",
                    "phoneNumbers[type eq \\\"work\\\"].value", "phoneNumbers", "externalId", "displayName",
                    Scim.ENTERPRISE + ":manager",
                    Scim.ENTERPRISE, Scim.CALLROSTER + ":skills", Scim.CALLROSTER + ":team", Scim.CALLROSTER + ":extension",
                    "photos.value",
                    "emails[", "meta", "", "x509Certificates", "groups", Scim.CALLROSTER + ":lockedOut");
    private static final List<String> VALUES =
            List.of("\"x\"", "null", "5", "true", "\"False\"", "{}", "[]", "[{\"value\":\"y\"}]",
                    "{\"value\":\"z\",\"type\":\"work\"}", "\"ann\"", "[\"ann\"]", "[[]]",
                    "{\"title\":\"t\",\"active\":\"True\"}", "\"ann:5\"",
                    "[{\"value\":\"a\",\"primary\":true},{\"value\":\"b\",\"primary\":true}]", "\"4\"", "[null]",
                    "{\"givenName\":\"G\"}", "\"\"");

    @Test
    void noPatchIsAFaultAndEachAnswerIsTheUser() throws Exception {
        List<String> ids = users.stream().map(user -> user.get("id").asText()).toList();
        List<Callable<Void>> work = IntStream.range(0, PATCHES).<Callable<Void>>mapToObj(i -> {
            String id = ids.get(random.nextInt(ids.size()));
            String operations =
                    IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(n -> operation()).collect(Collectors.joining(","));
            return () -> {
                Response answer = scim.sendsBytes("{\"schemas\":["
                        + "\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[" + operations + "]}")
                        .patch("/Users/" + id);
                assertThat(operations + " " + answer.asString(), answer.statusCode(), is(lessThan(500)));
                assertThat(operations, answer.statusCode(), is(oneOf(200, 400, 409)));
                return null;
            };
        }).toList();
        inParallel(work);
        for (JsonNode user : all()) {
            String path = "/Users/" + user.get("id").asText();
            assertThat(scim.get(path).asString(), is(user.toString()));
            scim.sendsBytes(user.toString()).put(path).then().statusCode(200).body(is(user.toString()));
        }
    }

    private String operation() {
        String op = List.of("add", "replace", "remove").get(random.nextInt(3));
        String path = PATHS.get(random.nextInt(PATHS.size()));
        return "{\"op\":\"" + op + "\"" + (path.isEmpty() ? "" : ",\"path\":\"" + path + "\"")
                + (random.nextInt(8) == 0 ? "" : ",\"value\":" + VALUES.get(random.nextInt(VALUES.size()))) + "}";
    }
}
