package org.callroster.scim.patch;

import java.util.Iterator;
import java.util.List;

import org.callroster.error.ScimFailure;
import org.callroster.scim.filter.PatchPath;
import org.callroster.scim.schema.Attribute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The values of an attribute that may have several, while a PATCH changes them. */
final class ValueList {

    /** Comparing each with each must not take long. */
    private static final int MOST = 500;

    private final ArrayNode values;

    private ValueList(ArrayNode values) {
        this.values = values;
    }

    /** Of an attribute in a resource or an extension; an empty one is made if there is none. */
    static ValueList of(ObjectNode outer, Attribute attribute) {
        return new ValueList(
                outer.get(attribute.name()) instanceof ArrayNode values ? values : outer.putArray(attribute.name()));
    }

    List<ObjectNode> all() {
        return values.valueStream().map(ObjectNode.class::cast).toList();
    }

    List<ObjectNode> chosen(PatchPath target) {
        return all().stream().filter(target::chooses).toList();
    }

    /** Equal values are not doubled; a new primary one ends the other. */
    void add(ObjectNode value) {
        if (all().stream().noneMatch(value::equals)) {
            ScimFailure.requireValue(values.size() < MOST, "an attribute has more than " + MOST + " values");
            endPrimary(value);
            values.add(value);
        }
    }

    /** If this one is primary, no other is. */
    void endPrimary(ObjectNode by) {
        if (by.path(Attribute.PRIMARY).asBoolean()) {
            all().stream().filter(value -> value != by).forEach(value -> value.remove(Attribute.PRIMARY));
        }
    }

    void clear() {
        values.removeAll();
    }

    void removeEmpty() {
        values.removeIf(JsonNode::isEmpty);
    }

    /** Removes those that have all that one of these has. */
    void removeLike(JsonNode given) {
        values.removeIf(value -> given.valueStream().anyMatch(one -> one.properties().stream()
                .allMatch(field -> field.getValue().equals(value.path(field.getKey())))));
    }

    /** Removes these very values. */
    void remove(List<ObjectNode> gone) {
        Iterator<JsonNode> each = values.elements();
        while (each.hasNext()) {
            JsonNode value = each.next();
            if (gone.stream().anyMatch(one -> one == value)) {
                each.remove();
            }
        }
    }
}
