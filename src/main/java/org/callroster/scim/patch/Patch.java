package org.callroster.scim.patch;

import java.util.List;

import org.callroster.error.ScimFailure;
import org.callroster.error.ScimFailure.Type;
import org.callroster.scim.filter.PatchPath;
import org.callroster.scim.schema.Attribute;
import org.callroster.scim.schema.AttributePath;
import org.callroster.scim.schema.ResourceReader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Applies the operations of a PATCH to a resource in the form of the schemas (RFC 7644 §3.5.2). */
public final class Patch {

    private final ObjectNode resource;

    private Patch(ObjectNode resource) {
        this.resource = resource;
    }

    /** Changes the resource, operation by operation. Throws 400. */
    public static ObjectNode apply(List<PatchOperation> operations, ObjectNode resource) {
        Patch patch = new Patch(resource);
        operations.forEach(patch::apply);
        return resource;
    }

    private void apply(PatchOperation operation) {
        AttributePath path = operation.target().path();
        if (path.isExtension()) {
            applyToExtension(operation);
        } else if (path.attribute().isReadOnly() || path.last().isReadOnly()) {
            throw ScimFailure.badRequest(Type.MUTABILITY, path + " can't be changed");
        } else if (operation.kind() == PatchOperation.Kind.REMOVE) {
            remove(operation);
        } else {
            write(operation);
        }
    }

    /** Removes the extension. Values without a path were split into one operation per attribute, so others are refused. */
    private void applyToExtension(PatchOperation operation) {
        String urn = operation.target().path().urn();
        if (operation.kind() == PatchOperation.Kind.REMOVE) {
            resource.remove(urn);
        } else {
            throw ScimFailure.badRequest(Type.INVALID_PATH, "give the attributes of " + urn + " in a value without a path");
        }
    }

    private void write(PatchOperation operation) {
        AttributePath path = operation.target().path();
        if (path.attribute().multiValued()) {
            writeValues(operation);
        } else if (path.sub() != null) {
            set(object(outer(path), path.attribute()), path.sub(), operation);
        } else if (path.attribute().isComplex() && !operation.clears()) {
            JsonNode value = ResourceReader.value(path.attribute(), operation.value());
            if (value instanceof ObjectNode some) {
                object(outer(path), path.attribute()).setAll(some);
            }
        } else {
            set(outer(path), path.attribute(), operation);
        }
    }

    /** The object that holds the attribute: the resource, or the extension within it. */
    private ObjectNode outer(AttributePath path) {
        return path.urn() == null ? resource
                : resource.get(path.urn()) instanceof ObjectNode extension ? extension : resource.putObject(path.urn());
    }

    private static ObjectNode object(ObjectNode outer, Attribute attribute) {
        return outer.get(attribute.name()) instanceof ObjectNode inner ? inner : outer.putObject(attribute.name());
    }

    private static void set(ObjectNode outer, Attribute attribute, PatchOperation operation) {
        JsonNode value = operation.clears() ? null : ResourceReader.value(attribute, operation.value());
        if (value == null || value.isNull()) {
            requireOptional(attribute, Type.INVALID_VALUE);
            outer.remove(attribute.name());
        } else {
            outer.set(attribute.name(), value);
        }
    }

    private static void requireOptional(Attribute attribute, Type otherwise) {
        if (attribute.required()) {
            throw ScimFailure.badRequest(otherwise, attribute.name() + " is required");
        }
    }

    private void writeValues(PatchOperation operation) {
        PatchPath target = operation.target();
        if (target.condition() != null) {
            writeChosen(operation);
        } else if (target.path().sub() != null) {
            writeSubOfAll(operation);
        } else {
            writeAll(operation);
        }
    }

    private void writeAll(PatchOperation operation) {
        Attribute attribute = operation.target().path().attribute();
        ObjectNode outer = outer(operation.target().path());
        ArrayNode given = operation.clears() ? outer.arrayNode() : given(operation);
        if (operation.kind() == PatchOperation.Kind.REPLACE) {
            outer.set(attribute.name(), given);
        } else {
            ValueList values = ValueList.of(outer, attribute);
            given.forEach(element -> values.add((ObjectNode) element));
        }
    }

    /** The values of an operation. Some clients write {@code "value": {"roles": […]}} with the path {@code roles}. */
    private static ArrayNode given(PatchOperation operation) {
        Attribute attribute = operation.target().path().attribute();
        boolean isWrapped =
                operation.value() instanceof ObjectNode object && object.size() == 1 && object.has(attribute.name());
        return (ArrayNode) ResourceReader.value(attribute,
                isWrapped ? operation.value().get(attribute.name()) : operation.value());
    }

    private void writeSubOfAll(PatchOperation operation) {
        AttributePath path = operation.target().path();
        ValueList values = ValueList.of(outer(path), path.attribute());
        if (values.all().isEmpty() && !operation.clears()) {
            values.add(resource.objectNode());
        }
        values.all().forEach(value -> set(value, path.sub(), operation));
        values.removeEmpty();
    }

    private void writeChosen(PatchOperation operation) {
        PatchPath target = operation.target();
        ValueList values = ValueList.of(outer(target.path()), target.path().attribute());
        List<ObjectNode> chosen = values.chosen(target);
        if (chosen.isEmpty()) {
            addDemanded(operation, values);
        } else {
            chosen.forEach(element -> writeElement(element, operation));
            values.endPrimary(chosen.get(0));
        }
    }

    private static void writeElement(ObjectNode element, PatchOperation operation) {
        AttributePath path = operation.target().path();
        if (path.sub() != null) {
            set(element, path.sub(), operation);
        } else if (!operation.clears() && given(operation).path(0) instanceof ObjectNode wanted) {
            element.setAll(wanted);
        }
    }

    /** Adds a value that matches the condition, because none does. If it is a role, it replaces all others. */
    private static void addDemanded(PatchOperation operation, ValueList values) {
        PatchPath target = operation.target();
        boolean isOnlyRole = target.path().urn() == null && target.path().attribute().name().equals("roles");
        ObjectNode made = target.demanded().filter(any -> operation.kind() == PatchOperation.Kind.ADD || isOnlyRole)
                .orElseThrow(() -> ScimFailure.badRequest(Type.NO_TARGET, "no value of " + target.path().attribute().name()
                        + " is chosen by the path"));
        if (!operation.clears()) {
            writeElement(made, operation);
            if (isOnlyRole) {
                values.clear();
            }
            values.add(made);
        }
    }

    private void remove(PatchOperation operation) {
        AttributePath path = operation.target().path();
        requireOptional(path.last(), Type.MUTABILITY);
        JsonNode present = outer(path).path(path.attribute().name());
        if (path.attribute().multiValued()) {
            removeValues(operation, ValueList.of(outer(path), path.attribute()));
        } else if (path.sub() == null) {
            outer(path).remove(path.attribute().name());
        } else if (present instanceof ObjectNode object) {
            object.remove(path.sub().name());
        }
    }

    private static void removeValues(PatchOperation operation, ValueList values) {
        PatchPath target = operation.target();
        if (target.path().sub() != null) {
            values.chosen(target).forEach(element -> element.remove(target.path().sub().name()));
            values.removeEmpty();
        } else if (target.condition() == null && !operation.clears()) {
            values.removeLike(given(operation));
        } else {
            values.remove(values.chosen(target));
        }
    }
}
