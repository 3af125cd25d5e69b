package org.callroster.scim.schema;

import java.util.ArrayList;
import java.util.List;

import static org.callroster.scim.schema.Attribute.complex;
import static org.callroster.scim.schema.Attribute.flag;
import static org.callroster.scim.schema.Attribute.of;
import static org.callroster.scim.schema.Attribute.reference;
import static org.callroster.scim.schema.Attribute.text;

/** The attributes of what describes this service (RFC 7643 §5 to §7, RFC 9865 §4). Clients read them only. */
public final class DiscoverySchemas {

    public static final Schema CONFIG = schema("ServiceProviderConfig", "Service Provider Configuration",
            "What this service can do",
            reference("documentationUri", "The documentation", "external"),
            complex("patch", "PATCH", supported()),
            complex("bulk", "Bulk", supported(), number("maxOperations", "The most operations of a request"),
                    number("maxPayloadSize", "The longest request, in bytes")),
            complex("filter", "Filters", supported(), number("maxResults", "The most resources of a page")),
            complex("changePassword", "Changes of passwords", supported()),
            complex("sort", "Sorting", supported()),
            complex("etag", "Entity tags", supported()),
            complex("pagination", "Paging", flag("cursor", "Whether pages may be asked for by cursors"),
                    flag("index", "Whether pages may be asked for by the index of their first resource"),
                    text("defaultPaginationMethod", "How pages come unless a client asks for another way"),
                    number("defaultPageSize", "The length of a page unless a client asks for another"),
                    number("maxPageSize", "The longest page")),
            complex("authenticationSchemes", "How clients authenticate",
                    text("type", "The kind"), text("name", "The name"), text("description", "What it is"),
                    reference("specUri", "The specification", "external"),
                    reference("documentationUri", "The documentation", "external"),
                    flag("primary", "Whether it is the preferred one")).multi());

    public static final Schema RESOURCE_TYPE = schema("ResourceType", "Resource Type", "A kind of resources",
            text("id", "The id of the kind"), text("name", "The name of the kind").exact(), text("description", "What it is"),
            reference("endpoint", "Where its resources are", "uri"), reference("schema", "The URN of its schema", "uri"),
            complex("schemaExtensions", "Its extensions", reference("schema", "The URN of the extension", "uri"),
                    flag("required", "Whether every resource must have it")).multi());

    public static final Schema SCHEMA = schema("Schema", "Schema", "The attributes of resources",
            text("id", "The URN of the schema").exact(), text("name", "The name of the schema").exact(),
            text("description", "What it is about"),
            complex("attributes", "The attributes", attribute(complex("subAttributes", "Those within", attribute())
                    .multi())).multi());

    private DiscoverySchemas() {
    }

    private static Schema schema(String id, String name, String description, Attribute... attributes) {
        return new Schema("urn:ietf:params:scim:schemas:core:2.0:" + id, name, description,
                List.of(attributes).stream().map(DiscoverySchemas::readOnly).toList());
    }

    private static Attribute readOnly(Attribute attribute) {
        return attribute.readOnly().withSub(attribute.sub().stream().map(DiscoverySchemas::readOnly).toList());
    }

    private static Attribute supported() {
        return flag("supported", "Whether it is supported");
    }

    private static Attribute number(String name, String description) {
        return of(name, Attribute.Type.INTEGER, description);
    }

    private static Attribute[] attribute(Attribute... more) {
        List<Attribute> all = new ArrayList<>(List.of(text("name", "The name").exact(), text("type", "The type of a value"),
                flag("multiValued", "Whether there may be several values"), text("description", "What it means"),
                flag("required", "Whether there always is a value"),
                text("canonicalValues", "Suggested values").exact().multi(),
                flag("caseExact", "Whether case counts in comparisons"), text("mutability", "Who may change it").exact(),
                text("returned", "When it is shown").exact(), text("uniqueness", "Where a value occurs only once").exact(),
                text("referenceTypes", "What a reference leads to").exact().multi()));
        all.addAll(List.of(more));
        return all.toArray(Attribute[]::new);
    }
}
