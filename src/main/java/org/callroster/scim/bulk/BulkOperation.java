package org.callroster.scim.bulk;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.error.ScimFailure;
import org.callroster.scim.schema.BodyFields;
import org.callroster.scim.schema.ResourceKind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * One operation of a Bulk (RFC 7644 §3.7).
 *
 * @param method in upper case
 * @param bulkId the client's name for the operation; null if it has none
 * @param version null if any will do
 * @param data null if there is none
 */
record BulkOperation(String method, String path, String bulkId, String version, JsonNode data) {

    private static final String REFERENCE = "bulkId:";

    static BulkOperation of(JsonNode operation) {
        String method = BodyFields.text(operation, "method");
        String path = BodyFields.text(operation, "path");
        return new BulkOperation(method == null ? "" : method.toUpperCase(Locale.ROOT), path == null ? "" : path,
                BodyFields.text(operation, "bulkId"), BodyFields.text(operation, "version"), operation.get("data"));
    }

    boolean isPost() {
        return method.equals("POST");
    }

    /** The kind of its resource. Fails with 400 for another path. */
    ResourceKind kind() {
        String[] parts = parts();
        for (ResourceKind kind : ResourceKind.values()) {
            if (parts.length <= 2 && parts[0].equalsIgnoreCase(kind.endpoint())) {
                return kind;
            }
        }
        throw ScimFailure.invalidValue("the path must begin with /Users or /Groups");
    }

    /** The id in its path. Fails with 400 if there is none. */
    String id() {
        ScimFailure.requireValue(parts().length == 2, "the path must end with an id");
        return parts()[1];
    }

    /** Whether the path names a kind of resources, not one of them. */
    boolean isOfAll() {
        return parts().length == 1;
    }

    private String[] parts() {
        String bare = path.startsWith("/") ? path.substring(1) : path;
        return (bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare).split("/", 3);
    }

    /** The bulkIds that it refers to: their operations must run before it. */
    Set<String> references() {
        Set<String> found = new HashSet<>();
        collect(TextNode.valueOf(parts()[parts().length - 1]), found);
        collect(data, found);
        return found;
    }

    private static void collect(JsonNode node, Set<String> into) {
        if (node == null) {
            return;
        }
        if (isReference(node)) {
            into.add(node.textValue().substring(REFERENCE.length()));
        }
        node.forEach(inner -> collect(inner, into));
    }

    private static boolean isReference(JsonNode node) {
        return node.isTextual() && node.textValue().startsWith(REFERENCE);
    }

    /** The same with ids in place of references. Fails with 409 if a referenced resource was not created. */
    BulkOperation resolved(Map<String, String> ids) {
        String last = parts()[parts().length - 1];
        String known = last.startsWith(REFERENCE) ? path.replace(last, id(last, ids)) : path;
        return new BulkOperation(method, known, bulkId, version, data == null ? null : resolved(data, ids));
    }

    private static JsonNode resolved(JsonNode node, Map<String, String> ids) {
        if (isReference(node)) {
            return TextNode.valueOf(id(node.textValue(), ids));
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), resolved(field.getValue(), ids)));
            return copy;
        }
        if (node instanceof ArrayNode list) {
            ArrayNode copy = list.arrayNode();
            list.forEach(inner -> copy.add(resolved(inner, ids)));
            return copy;
        }
        return node;
    }

    private static String id(String reference, Map<String, String> ids) {
        String id = ids.get(reference.substring(REFERENCE.length()));
        if (id == null) {
            throw new Failure(ErrorCode.CONFLICT, "there is no resource " + reference + ": its operation failed or is missing");
        }
        return id;
    }
}
