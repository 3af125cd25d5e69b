package org.callroster.scim.group;

import java.time.Instant;
import java.util.UUID;

import org.callroster.database.Columns;
import org.callroster.error.ScimFace;
import org.callroster.scim.schema.GroupSchema;
import org.callroster.values.Times;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.vertx.mutiny.sqlclient.Row;

/** A team as identity providers see it, without its members. */
record GroupRow(UUID id, String name, String externalId, Instant createdAt, Instant modifiedAt) {

    static final String COLUMNS = "g.id, g.name, g.external_id, g.created_at, g.modified_at";

    static GroupRow of(Row row) {
        return new GroupRow(row.getUUID("id"), row.getString("name"), row.getString("external_id"),
                Columns.instant(row, "created_at"), Columns.instant(row, "modified_at"));
    }

    /** @param base the address of this service */
    String location(String base) {
        return base + ScimFace.BASE + "/Groups/" + id;
    }

    /** Without members. */
    ObjectNode resource(String base) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        resource.putArray("schemas").add(GroupSchema.GROUP.urn());
        resource.put("id", id.toString());
        if (externalId != null) {
            resource.put("externalId", externalId);
        }
        resource.put("displayName", name);
        resource.set("meta", JsonNodeFactory.instance.objectNode().put("resourceType", "Group")
                .put("created", Times.text(createdAt)).put("lastModified", Times.text(modifiedAt))
                .put("location", location(base)));
        return resource;
    }
}
