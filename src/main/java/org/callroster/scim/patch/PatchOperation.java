package org.callroster.scim.patch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.callroster.error.ScimFailure;
import org.callroster.error.ScimFailure.Type;
import org.callroster.scim.filter.FilterParser;
import org.callroster.scim.filter.PatchPath;
import org.callroster.scim.schema.BodyFields;
import org.callroster.scim.schema.ResourceKind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One operation of a PATCH (RFC 7644 §3.5.2), with its path.
 *
 * @param value null if it has none
 */
public record PatchOperation(Kind kind, PatchPath target, JsonNode value) {

    public enum Kind {
        ADD, REPLACE, REMOVE;

        private static Optional<Kind> named(String name) {
            return Arrays.stream(values()).filter(kind -> kind.name().equalsIgnoreCase(name)).findFirst();
        }
    }

    private static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    private static final String OPERATIONS = "Operations";
    private static final int MOST = 1000;

    /** Reads the body of a PATCH. An operation without a path becomes one for each of its keys. Throws 400. */
    public static List<PatchOperation> of(ResourceKind kind, ObjectNode body) {
        BodyFields.requireSchema(body, SCHEMA);
        JsonNode operations = BodyFields.field(body, OPERATIONS);
        ScimFailure.requireSyntax(operations != null && operations.isArray() && !operations.isEmpty(), "Operations is missing");
        ScimFailure.requireSyntax(operations.size() <= MOST, "there are more than " + MOST + " operations");
        List<PatchOperation> read = new ArrayList<>();
        operations.forEach(operation -> read(kind, operation, read));
        return List.copyOf(read);
    }

    private static void read(ResourceKind kind, JsonNode operation, List<PatchOperation> into) {
        ScimFailure.requireSyntax(operation.isObject(), "an operation must be an object");
        JsonNode name = BodyFields.field(operation, "op");
        Kind op = Kind.named(name == null ? "" : name.asText())
                .orElseThrow(() -> ScimFailure.invalidSyntax("op must be add, replace or remove"));
        JsonNode path = BodyFields.field(operation, "path");
        JsonNode value = BodyFields.field(operation, "value");
        if (path != null && path.isTextual() && !path.textValue().isEmpty()) {
            into.add(new PatchOperation(op, FilterParser.patchPath(kind, path.textValue()), value));
        } else {
            withoutPath(kind, op, value, into);
        }
    }

    /** What cannot be changed is left out: clients send whole resources back. */
    private static void withoutPath(ResourceKind kind, Kind op, JsonNode value, List<PatchOperation> into) {
        if (op == Kind.REMOVE) {
            throw ScimFailure.badRequest(Type.NO_TARGET, "an operation that removes needs a path");
        }
        if (!(value instanceof ObjectNode object)) {
            throw ScimFailure.invalidValue("an operation without a path needs an object as value");
        }
        object.properties().forEach(field -> kind.path(field.getKey()).ifPresent(path -> {
            if (path.isExtension()) {
                field.getValue().properties().forEach(inner -> kind.path(path.urn() + ":" + inner.getKey())
                        .filter(known -> !known.last().isReadOnly())
                        .ifPresent(known -> into.add(new PatchOperation(op, new PatchPath(known, null), inner.getValue()))));
            } else if (!path.attribute().isReadOnly() && !path.last().isReadOnly()) {
                into.add(new PatchOperation(op, new PatchPath(path, null), field.getValue()));
            }
        }));
    }

    /** Whether the target is unassigned. */
    boolean clears() {
        return value == null || value instanceof NullNode || value.isTextual() && value.textValue().isEmpty();
    }
}
