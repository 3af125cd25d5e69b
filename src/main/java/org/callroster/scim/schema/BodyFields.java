package org.callroster.scim.schema;

import java.util.Map;

import org.callroster.error.ScimFailure;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads single fields of what clients send. */
public final class BodyFields {

    private BodyFields() {
    }

    /** Ignores case. Null if there is no such field. */
    public static JsonNode field(JsonNode object, String name) {
        return object.properties().stream().filter(field -> field.getKey().equalsIgnoreCase(name)).map(Map.Entry::getValue)
                .findFirst().orElse(null);
    }

    /** Null unless the field is a text. */
    public static String text(JsonNode object, String name) {
        return object.path(name).textValue();
    }

    /** Throws 400 unless the body names this schema. */
    public static void requireSchema(JsonNode body, String urn) {
        ScimFailure.requireSyntax(body.path("schemas").valueStream().anyMatch(named -> named.asText().equalsIgnoreCase(urn)),
                "schemas must name " + urn);
    }
}
