package org.callroster;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;

import org.callroster.error.ScimFace;
import org.callroster.http.ConsolePath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.head;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The document that is served says what the service does, no less and no more. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class OpenApiTest {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private JsonNode document;

    @BeforeEach
    void readDocument() throws JsonProcessingException {
        document = new ObjectMapper().readTree(get("/q/openapi?format=json").then().statusCode(200).extract().asString());
    }

    @Test
    void documentIsYamlUnlessJsonIsAskedFor() {
        get("/q/openapi").then().contentType("application/yaml").body(startsWith("openapi: 3"));
        given().accept(ContentType.JSON).get("/q/openapi").then().contentType(ContentType.JSON).body("openapi",
                startsWith("3"));
        given().accept("application/yaml, application/json").get("/q/openapi").then().contentType("application/yaml");
        given().accept("application/json;q=0").get("/q/openapi").then().contentType("application/yaml");
        given().accept("APPLICATION/JSON").get("/q/openapi").then().contentType(ContentType.JSON);
        given().accept(ContentType.JSON).get("/q/openapi?format=yaml").then().contentType("application/yaml");
        head("/q/openapi").then().statusCode(200).contentType("application/yaml").body(is(emptyString()));
    }

    @Test
    void documentAndResourcesKnowTheSameCalls() {
        assertEquals(callsOfTheResources(), operations().keySet());
    }

    /** PATCH is known nowhere, so each path tells what it does know. */
    @Test
    void everyPathTellsItsMethods() {
        assertEquals(documentedMethods(), methodsToldBy405());
    }

    @Test
    void everyOperationListsItsErrors() {
        operations().forEach((call, operation) -> {
            Set<String> expected = new TreeSet<>(List.of("200", "405", "429", "500", "503"));
            expected.addAll(refusals(operation.get("security")));
            if (operation.has("requestBody")) {
                expected.addAll(List.of("400", "413", "415"));
            }
            Set<String> listed = new TreeSet<>(fieldNames(operation.get("responses")));
            assertTrue(listed.containsAll(expected), call + " lists only " + listed);
        });
    }

    /** Of calls that need a token, of those with another way to prove oneself, and of those for everybody. */
    private static List<String> refusals(JsonNode security) {
        return security == null ? List.of("401", "403") : security.isEmpty() ? List.of() : List.of("401");
    }

    @Test
    void everyAnswerAndBodyHasAnExample() {
        operations().forEach((call, operation) -> {
            operation.get("responses").forEach(answer -> assertHasExamples(call, resolved(answer)));
            if (operation.has("requestBody")) {
                assertHasExamples(call, resolved(operation.get("requestBody")));
            }
        });
    }

    /** Generated clients would try to read {@code OK} as JSON, and fail after the thing is done. */
    @Test
    void answersWithTheTwoBytesHaveNoContent() {
        Set<String> withContent = operations().entrySet().stream()
                .filter(call -> call.getKey().startsWith("DELETE") || call.getKey().equals("POST /configapi/v2/user"))
                .filter(call -> resolved(call.getValue().at("/responses/200")).has("content")).map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        assertEquals(Set.of(), withContent);
    }

    /** Some generators take what has a default for required, some send it unasked. */
    @Test
    void nothingHasADefault() {
        assertEquals(List.of(), document.findParents("default"));
    }

    /** Some generators leave out what stands with the path alone. */
    @Test
    void everyOperationHasTheParametersOfItsPath() {
        document.get("paths").forEach(path -> assertFalse(path.has("parameters"), path::toPrettyString));
        operations().forEach((call, operation) -> {
            Set<String> named = Pattern.compile("\\{(\\w+)}").matcher(call).results().map(found -> found.group(1))
                    .collect(Collectors.toSet());
            assertEquals(named, inPath(operation), call);
        });
    }

    private Set<String> inPath(JsonNode operation) {
        Set<String> names = new TreeSet<>();
        operation.path("parameters").forEach(parameter -> {
            if (resolved(parameter).get("in").asText().equals("path")) {
                names.add(resolved(parameter).get("name").asText());
            }
        });
        return names;
    }

    /**
     * A class of its own for each place that takes a string or a number makes a client hard to use. And openapi-generator's Java sends
     * an empty object for one of two types that was not set, which may clear what is there.
     */
    @Test
    void everyValueHasOneTypeAndAtMostNullBeside() {
        document.get("components").get("schemas").findValues("type").stream().filter(JsonNode::isArray)
                .forEach(types -> assertTrue(types.size() == 2 && types.get(1).asText().equals("null")
                        && !types.get(0).asText().equals("object"), types::toString));
    }

    @Test
    void everyOperationHasAnIdOfItsOwn() {
        Set<String> ids = operations().values().stream().map(operation -> operation.get("operationId").asText())
                .collect(Collectors.toSet());
        assertEquals(operations().size(), ids.size());
    }

    @Test
    void examplesOfErrorsCarryTheCodesOfTheirStatus() {
        Set<String> known = Arrays.stream(org.callroster.error.ErrorCode.values())
                .map(code -> code.status() + " " + code.wire()).collect(Collectors.toSet());
        operations().forEach((call, operation) -> operation.get("responses").properties().stream()
                .filter(answer -> !answer.getKey().startsWith("2"))
                .forEach(answer -> errorCodes(resolved(answer.getValue()))
                        .forEach(error -> assertTrue(known.contains(answer.getKey() + " " + error),
                                call + " " + answer.getKey() + " " + error))));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        document.findValuesAsText("$ref").forEach(
                ref -> assertTrue(!document.at(ref.substring(1)).isMissingNode(), ref));
    }

    private Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        document.get("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(entry -> METHODS.contains(entry.getKey()))
                .forEach(entry -> operations.put(entry.getKey().toUpperCase() + " " + path.getKey(), entry.getValue())));
        return operations;
    }

    private Map<String, Set<String>> documentedMethods() {
        Map<String, Set<String>> methods = new TreeMap<>();
        operations().keySet().stream().map(call -> call.split(" "))
                .forEach(call -> methods.computeIfAbsent(call[1], path -> new TreeSet<>()).add(call[0]));
        methods.values().stream().filter(known -> known.contains("GET")).forEach(known -> known.add("HEAD"));
        methods.get("/session_logout").remove("HEAD");
        return methods;
    }

    private Map<String, Set<String>> methodsToldBy405() {
        Map<String, Set<String>> methods = new TreeMap<>();
        fieldNames(document.get("paths")).forEach(path -> methods.put(path, new TreeSet<>(List.of(allowAt(path).split(", ")))));
        return methods;
    }

    private static String allowAt(String path) {
        return io.restassured.RestAssured.request("PATCH", path.replaceAll("\\{\\w+}", "x")).then().statusCode(405).extract()
                .header("Allow");
    }

    private static Set<String> callsOfTheResources() {
        return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.callroster").stream().filter(type -> type.isAnnotatedWith(Path.class))
                .filter(type -> !describesItself(type)).flatMap(OpenApiTest::calls)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What speaks SCIM describes itself, and pages are for people. */
    private static boolean describesItself(JavaClass resource) {
        String path = resource.getAnnotationOfType(Path.class).value();
        return ScimFace.contains(path) || ConsolePath.contains(path);
    }

    private static Stream<String> calls(JavaClass resource) {
        String base = resource.getAnnotationOfType(Path.class).value();
        return resource.getMethods().stream().flatMap(endpoint -> verbs(endpoint)
                .map(verb -> verb + " "
                        + joined(base, endpoint.tryGetAnnotationOfType(Path.class).map(Path::value).orElse(""))));
    }

    private static Stream<String> verbs(JavaMethod endpoint) {
        return endpoint.getAnnotations().stream().flatMap(a -> a.getRawType().tryGetAnnotationOfType(HttpMethod.class).stream())
                .map(HttpMethod::value).filter(verb -> !verb.equals(HttpMethod.HEAD));
    }

    private static String joined(String base, String path) {
        return path.isEmpty() ? base
                : base.replaceFirst("/$", "") + "/" + path.replaceFirst("^/", "").replaceAll("\\{(\\w+)\\s*:[^}]*}", "{$1}");
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? resolved(document.at(node.get("$ref").asText().substring(1))) : node;
    }

    private static void assertHasExamples(String call, JsonNode message) {
        message.path("content").forEach(media -> assertTrue(media.path("examples").size() > 0 || media.has("example"),
                () -> call + ": " + message.path("description").asText()));
    }

    private Stream<String> errorCodes(JsonNode answer) {
        return Stream.of(answer.path("content").path("application/json").path("examples")).flatMap(e -> fields(e))
                .map(this::resolved).map(example -> example.path("value").path("error").asText());
    }

    private static Stream<JsonNode> fields(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getValue);
    }

    private static Set<String> fieldNames(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }
}
