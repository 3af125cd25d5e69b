package org.callroster.scim.schema;

import java.util.Optional;
import java.util.stream.Stream;

import org.callroster.error.ScimFailure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Reads what clients send into the form of the schemas: names in their case, values of their types. Clients write booleans as
 * texts, single values as lists and the other way round; all of that is understood. Unknown attributes are left out.
 */
public final class ResourceReader {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST_DIGITS = 9;
    /** Of one attribute; a group may have any number of members. */
    private static final int MOST_VALUES = 250;

    private ResourceReader() {
    }

    /** A whole resource. Unassigned values are null or an empty list. Throws 400 for a value of the wrong type. */
    public static ObjectNode resource(ResourceKind kind, ObjectNode raw) {
        ObjectNode resource = JSON.objectNode();
        raw.properties().forEach(field -> kind.path(field.getKey())
                .ifPresent(path -> put(kind, resource, path, field.getValue())));
        return resource;
    }

    private static void put(ResourceKind kind, ObjectNode resource, AttributePath path, JsonNode raw) {
        if (path.isExtension()) {
            raw.properties().forEach(field -> kind.path(path.urn() + ":" + field.getKey())
                    .ifPresent(inner -> put(kind, resource, inner, field.getValue())));
        } else if (!path.last().isReadOnly()) {
            container(resource, path).set(path.last().name(), value(path.last(), raw));
        }
    }

    /** The object that the value of a path stands in; made if it is missing. */
    private static ObjectNode container(ObjectNode resource, AttributePath path) {
        ObjectNode outer = path.urn() == null ? resource : object(resource, path.urn());
        return path.sub() == null ? outer : object(outer, path.attribute().name());
    }

    private static ObjectNode object(ObjectNode outer, String name) {
        return outer.get(name) instanceof ObjectNode inner ? inner : outer.putObject(name);
    }

    /** A value of an attribute, all values if there are several. Null for an unassigned one. */
    public static JsonNode value(Attribute attribute, JsonNode raw) {
        return value(attribute.name(), attribute, raw);
    }

    /** @param name for messages */
    private static JsonNode value(String name, Attribute attribute, JsonNode raw) {
        return attribute.multiValued() ? values(name, attribute, raw) : single(name, attribute, raw);
    }

    private static JsonNode values(String name, Attribute attribute, JsonNode raw) {
        if (raw.isArray() && raw.size() > MOST_VALUES && !name.equals(GroupSchema.MEMBERS)) {
            throw wrong(name, "a list of at most " + MOST_VALUES + " values");
        }
        ArrayNode values = JSON.arrayNode();
        (raw.isArray() ? raw.valueStream() : Stream.of(raw)).map(element -> single(name, attribute, element))
                .filter(value -> !value.isNull()).forEach(values::add);
        return values;
    }

    private static JsonNode single(String name, Attribute attribute, JsonNode raw) {
        JsonNode only = raw.isArray() && raw.size() == 1 ? raw.get(0) : raw;
        if (only.isNull() || only.isTextual() && only.textValue().isEmpty()) {
            return NullNode.instance;
        }
        return attribute.isComplex() ? complex(name, attribute, only) : simple(name, attribute, only);
    }

    /** A lone value stands for the sub-attribute of that name. */
    private static JsonNode complex(String name, Attribute attribute, JsonNode raw) {
        ObjectNode complex = JSON.objectNode();
        if (raw instanceof ObjectNode object) {
            object.properties().forEach(field -> attribute.sub(field.getKey())
                    .filter(sub -> !field.getValue().isNull() && !sub.isReadOnly())
                    .ifPresent(sub -> complex.set(sub.name(), value(name + "." + sub.name(), sub, field.getValue()))));
        } else {
            Attribute value = attribute.sub(Attribute.VALUE).orElseThrow(() -> wrong(name, "an object"));
            complex.set(value.name(), simple(name, value, raw));
        }
        complex.properties().removeIf(field -> field.getValue().isNull());
        return complex.isEmpty() ? NullNode.instance : complex;
    }

    /** An object or a list of one stands for its value. */
    private static JsonNode simple(String name, Attribute attribute, JsonNode raw) {
        JsonNode bare = raw instanceof ObjectNode object && object.has(Attribute.VALUE) ? object.get(Attribute.VALUE) : raw;
        return switch (attribute.type()) {
            case BOOLEAN -> flag(bare).orElseThrow(() -> wrong(name, "true or false"));
            case INTEGER -> integer(bare).orElseThrow(() -> wrong(name, "a whole number"));
            default -> text(bare).orElseThrow(() -> wrong(name, "a string"));
        };
    }

    private static Optional<JsonNode> text(JsonNode raw) {
        return raw.isTextual() ? Optional.of(raw).filter(text -> isStorable(text.textValue()))
                : raw.isNumber() || raw.isBoolean() ? Optional.of(TextNode.valueOf(raw.asText())) : Optional.empty();
    }

    /** PostgreSQL has no character 0, and UTF-8 no half of a surrogate pair. */
    public static boolean isStorable(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }

    /** {@code true}, or a text like {@code "False"}. */
    public static Optional<JsonNode> flag(JsonNode raw) {
        if (raw.isBoolean()) {
            return Optional.of(raw);
        }
        String text = raw.isTextual() ? raw.textValue() : "";
        return text.equalsIgnoreCase("true") ? Optional.of(BooleanNode.TRUE)
                : text.equalsIgnoreCase("false") ? Optional.of(BooleanNode.FALSE) : Optional.empty();
    }

    /** {@code 80} or {@code "80"}. */
    public static Optional<JsonNode> integer(JsonNode raw) {
        if (raw.isIntegralNumber() && raw.canConvertToInt()) {
            return Optional.of(IntNode.valueOf(raw.intValue()));
        }
        String digits = raw.isTextual() ? raw.textValue() : "";
        return !digits.isEmpty() && digits.length() <= MOST_DIGITS && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Optional.of(IntNode.valueOf(Integer.parseInt(digits)))
                : Optional.empty();
    }

    private static ScimFailure wrong(String name, String expected) {
        return ScimFailure.invalidValue(name + " must be " + expected);
    }
}
