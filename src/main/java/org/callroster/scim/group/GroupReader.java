package org.callroster.scim.group;

import java.util.List;
import java.util.Objects;

import org.callroster.error.ScimFailure;
import org.callroster.scim.patch.Patch;
import org.callroster.scim.patch.PatchOperation;
import org.callroster.scim.schema.BodyFields;
import org.callroster.scim.schema.GroupSchema;
import org.callroster.scim.schema.ResourceKind;
import org.callroster.scim.schema.ResourceReader;
import org.callroster.values.Checks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads what clients want of groups. All methods throw 400. */
final class GroupReader {

    private static final String DISPLAY_NAME = "displayName";
    private static final String EXTERNAL_ID = "externalId";

    private GroupReader() {
    }

    /** A whole group, new or in place of another. Its members are left alone if they are absent. */
    static GroupChange whole(ObjectNode body) {
        ObjectNode group = ResourceReader.resource(ResourceKind.GROUP, without(body, GroupSchema.MEMBERS));
        return checked(BodyFields.text(group, DISPLAY_NAME),
                group.has(EXTERNAL_ID) ? BodyFields.text(group, EXTERNAL_ID) : null,
                Membership.of(BodyFields.field(body, GroupSchema.MEMBERS)));
    }

    /** @param name that the group has now */
    static GroupChange patched(List<PatchOperation> operations, String name, String externalId) {
        ObjectNode present = JsonNodeFactory.instance.objectNode().put(DISPLAY_NAME, name);
        if (externalId != null) {
            present.put(EXTERNAL_ID, externalId);
        }
        ObjectNode group = Patch.apply(operations.stream().filter(operation -> !Membership.isOfMembers(operation)).toList(),
                present);
        return checked(BodyFields.text(group, DISPLAY_NAME),
                Objects.requireNonNullElse(BodyFields.text(group, EXTERNAL_ID), ""),
                Membership.of(operations));
    }

    private static GroupChange checked(String name, String externalId, Membership members) {
        ScimFailure.requireValue(name != null, "displayName is missing");
        new Checks().text(DISPLAY_NAME, name).clearable(EXTERNAL_ID, externalId, Checks.TEXT_LENGTH).orFail();
        return new GroupChange(name, externalId, members);
    }

    private static ObjectNode without(ObjectNode body, String name) {
        ObjectNode rest = body.objectNode();
        body.properties().stream().filter(field -> !field.getKey().equalsIgnoreCase(name))
                .forEach(field -> rest.set(field.getKey(), field.getValue()));
        return rest;
    }
}
