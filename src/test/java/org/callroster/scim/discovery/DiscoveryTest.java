package org.callroster.scim.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.scim.Scim;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static io.restassured.RestAssured.given;
import static org.callroster.scim.Scim.BASE;
import static org.callroster.scim.Scim.CALLROSTER;
import static org.callroster.scim.Scim.ENTERPRISE;
import static org.callroster.scim.Scim.GROUP;
import static org.callroster.scim.Scim.USER;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

/** What the service says of itself, RFC 7643 §5 to §7, is true. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DiscoveryTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> CHARACTERISTICS =
            List.of("name", "type", "multiValued", "description", "required", "caseExact",
                    "mutability", "returned", "uniqueness");

    private final SmallTenant tenant = SmallTenant.create();
    private final Scim scim = Scim.of(tenant);

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    @Test
    void theConfigurationNeedsNoToken() {
        given().get(BASE + "/ServiceProviderConfig").then().statusCode(200).contentType("application/scim+json")
                .body("bulk.maxPayloadSize", is(4_194_304)).body("filter.maxResults", is(1000))
                .body("pagination.cursor", is(true))
                .body("authenticationSchemes.type", contains("oauthbearertoken"))
                .body("meta.resourceType", is("ServiceProviderConfig"))
                .header("Location", is(notNullValue()));
        for (String path : List.of("/ResourceTypes", "/Schemas", "/Schemas/" + USER)) {
            given().get(BASE + path).then().statusCode(401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "/ServiceProviderConfig", "/ResourceTypes", "/ResourceTypes/User", "/Schemas", "/Schemas/" + USER })
    void descriptionsAreOnlyReadAndNotFiltered(String path) {
        scim.get(path + "?filter=id%20pr").then().statusCode(403).body("status", is("403"));
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            scim.sends("{}").request(method, path).then().statusCode(405).header("Allow", is("GET, HEAD")).body("status",
                    is("405"));
        }
    }

    @Test
    void unknownIdsAreNotFound() {
        scim.get("/ResourceTypes/Robot").then().statusCode(404).body("status", is("404"));
        scim.get("/Schemas/urn:nothing").then().statusCode(404);
        scim.get("/ResourceTypes/user").then().statusCode(200).body("id", is("User")).body("endpoint", is("/Users"));
    }

    @Test
    void everyAttributeStatesAllItsCharacteristics() {
        JsonNode schemas = json(scim.get("/Schemas").asString()).get("Resources");
        List<String> ids = new ArrayList<>();
        schemas.forEach(schema -> {
            ids.add(schema.get("id").textValue());
            assertThat(json(scim.get("/Schemas/" + schema.get("id").textValue()).asString()), is(schema));
            schema.get("attributes").forEach(DiscoveryTest::assertComplete);
        });
        assertThat(ids, hasItems(USER, GROUP, ENTERPRISE, CALLROSTER));
    }

    private static void assertComplete(JsonNode attribute) {
        CHARACTERISTICS.forEach(name -> assertThat(attribute + " " + name, attribute.has(name), is(true)));
        assertThat(attribute.findValues("description").stream().allMatch(text -> text.asText().length() > 2), is(true));
        assertThat(attribute.get("type").textValue().equals("complex"), is(attribute.has("subAttributes")));
        attribute.path("subAttributes").forEach(DiscoveryTest::assertComplete);
    }

    @Test
    void theNamesOfTheTenantAreTheCanonicalValues() {
        tenant.admin().put("/skill/English").then().statusCode(200);
        scim.get("/Schemas/" + CALLROSTER).then().body(
                "attributes.find { it.name == 'skills' }.subAttributes[0].canonicalValues",
                contains("English"));
        scim.get("/Schemas/" + USER).then().body("attributes.find { it.name == 'roles' }.subAttributes[0].canonicalValues",
                contains("Everything"));
    }

    /** A value is made for each attribute from its declaration, then written, read, patched, searched and removed. */
    @Test
    void theCharacteristicsAreTrue() {
        for (String path : List.of("/team/Sales", "/skill/English", "/role/Agent")) {
            tenant.admin().put(path).then().statusCode(200);
        }
        int tried = 0;
        for (String urn : List.of(USER, ENTERPRISE, CALLROSTER)) {
            for (JsonNode attribute : json(scim.get("/Schemas/" + urn).asString()).get("attributes")) {
                if (!attribute.get("mutability").textValue().equals("readOnly") && !isRule(attribute)) {
                    assertTrue(urn, attribute);
                    tried++;
                }
            }
        }
        assertThat(tried, is(greaterThan(25)));
    }

    /** What has rules of its own, which other tests hold. */
    private static boolean isRule(JsonNode attribute) {
        return List.of("userName", "name", "password", "lockedOut", "active").contains(attribute.get("name").textValue());
    }

    private void assertTrue(String urn, JsonNode attribute) {
        String name = attribute.get("name").textValue();
        boolean isCore = urn.equals(USER);
        JsonNode value = value(attribute, name);
        String id = scim.created("of." + name + (isCore ? "" : ".ext"));
        String path = isCore ? name : urn + ":" + name;
        String query = "/Users/" + id + (attribute.get("returned").textValue().equals("request") ? "?attributes=" + path : "");
        scim.patch("/Users/" + id, "{'op':'replace','path':'" + path + "','value':" + value + "}").then().statusCode(200);
        JsonNode shown = json(scim.get(query).asString());
        JsonNode inside = isCore ? shown.path(name) : shown.path(urn).path(name);
        boolean isNever = attribute.get("returned").textValue().equals("never");
        assertThat(path, holds(inside, value), is(!isNever));
        if (!isNever) {
            String searched = attribute.get("type").textValue().equals("boolean") ? path + " eq " + value
                    : attribute.get("multiValued").booleanValue() || attribute.has("subAttributes")
                            ? inner(attribute, path, value)
                    : path + " eq \""
                            + (attribute.get("caseExact").booleanValue() ? value.asText() : value.asText().toUpperCase())
                            + "\"";
            assertThat(searched,
                    scim.find("Users", searched).then().statusCode(200).extract().<List<String>>path("Resources.id")
                            .contains(id),
                    is(true));
        }
        if (!attribute.get("required").booleanValue() && !name.equals("extension") && !name.equals("team")) {
            scim.patch("/Users/" + id, "{'op':'remove','path':'" + path + "'}").then().statusCode(200);
            JsonNode after = json(scim.get(query).asString());
            JsonNode rest = isCore ? after.path(name) : after.path(urn).path(name);
            assertThat(path + " " + rest, holds(rest, value), is(false));
        }
    }

    private static String inner(JsonNode attribute, String path, JsonNode value) {
        String sub = attribute.get("subAttributes").get(0).get("name").textValue();
        JsonNode first = attribute.get("multiValued").booleanValue() ? value.get(0) : value;
        return path + "." + sub + " eq " + first.get(sub);
    }

    /** Whether all of the value is in what is shown, which may hold more. */
    private static boolean holds(JsonNode shown, JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().allMatch(one -> shown.valueStream().anyMatch(other -> holds(other, one)));
        }
        return value.isObject()
                ? value.properties().stream().allMatch(field -> holds(shown.path(field.getKey()), field.getValue()))
                : shown.equals(value);
    }

    private static JsonNode value(JsonNode attribute, String of) {
        if (attribute.has("subAttributes")) {
            ObjectNode object = JSON.createObjectNode();
            attribute.get("subAttributes").forEach(sub -> {
                if (!sub.get("mutability").textValue().equals("readOnly")) {
                    object.set(sub.get("name").textValue(), value(sub, of));
                }
            });
            return attribute.get("multiValued").booleanValue() ? JSON.createArrayNode().add(object) : object;
        }
        Map<String, String> known =
                Map.of("roles", "Agent", "skills", "English", "team", "Sales", "extension", "7788", "emails", "a@b.c");
        return switch (attribute.get("type").textValue()) {
            case "boolean" -> JSON.getNodeFactory().booleanNode(true);
            case "integer" -> JSON.getNodeFactory().numberNode(42);
            default -> attribute.get("name").textValue().equals("type") ? JSON.getNodeFactory().textNode("work")
                    : JSON.getNodeFactory().textNode(known.getOrDefault(of, "Some " + attribute.get("name").textValue()));
        };
    }
}
