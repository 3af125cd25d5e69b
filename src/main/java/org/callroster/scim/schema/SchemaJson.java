package org.callroster.scim.schema;

import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes schemas as resources (RFC 7643 §7): every attribute states all its characteristics. */
public final class SchemaJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SchemaJson() {
    }

    /** Without {@code meta}. */
    public static ObjectNode of(Schema schema) {
        ObjectNode resource = JSON.objectNode();
        resource.putArray("schemas").add(DiscoverySchemas.SCHEMA.urn());
        resource.put("id", schema.urn()).put("name", schema.name()).put("description", schema.description());
        resource.set("attributes", attributes(schema.attributes()));
        return resource;
    }

    private static ArrayNode attributes(List<Attribute> attributes) {
        ArrayNode list = JSON.arrayNode();
        attributes.stream().filter(Attribute::isKept).forEach(attribute -> list.add(attribute(attribute)));
        return list;
    }

    private static ObjectNode attribute(Attribute attribute) {
        ObjectNode json = JSON.objectNode().put("name", attribute.name()).put("type", attribute.type().wire())
                .put("multiValued", attribute.multiValued()).put("description", attribute.description())
                .put("required", attribute.required());
        putIfAny(json, "canonicalValues", attribute.canonicalValues());
        json.put("caseExact", attribute.caseExact()).put("mutability", attribute.mutability().wire())
                .put("returned", attribute.returned().wire()).put("uniqueness", attribute.unique() ? "server" : "none");
        putIfAny(json, "referenceTypes", attribute.referenceTypes());
        if (attribute.isComplex()) {
            json.set("subAttributes", attributes(attribute.sub()));
        }
        return json;
    }

    private static void putIfAny(ObjectNode json, String name, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode list = json.putArray(name);
            values.forEach(list::add);
        }
    }
}
