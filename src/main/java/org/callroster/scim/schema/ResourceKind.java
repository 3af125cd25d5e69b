package org.callroster.scim.schema;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static org.callroster.scim.schema.Attribute.complex;
import static org.callroster.scim.schema.Attribute.of;
import static org.callroster.scim.schema.Attribute.text;

/** The kinds of resources, with what they consist of (RFC 7643 §3 and §4). */
public enum ResourceKind {
    USER("User", "Users", UserSchemas.USER, UserSchemas.ENTERPRISE, UserSchemas.CALLROSTER),
    GROUP("Group", "Groups", GroupSchema.GROUP);

    /** What every resource has (RFC 7643 §3.1). */
    private static final List<Attribute> COMMON = List.of(
            text("schemas", "The schemas with content in this resource").exact().multi().readOnly(),
            text("id", "The id that the service gave").exact().readOnly(),
            text("externalId", "The id that the client gave").exact(),
            complex("meta", "About the resource",
                    text("resourceType", "User or Group").exact(),
                    of("created", Attribute.Type.DATE_TIME, "When it was created"),
                    of("lastModified", Attribute.Type.DATE_TIME, "When it was changed"),
                    text("location", "Its address").exact(),
                    text("version", "Its entity tag").exact()).readOnly());

    /** Longer names are not looked up. */
    private static final int LONGEST = 255;

    private final String label;
    private final String endpoint;
    private final Schema core;
    private final List<Schema> extensions;

    ResourceKind(String label, String endpoint, Schema core, Schema... extensions) {
        this.label = label;
        this.endpoint = endpoint;
        this.core = core;
        this.extensions = List.of(extensions);
    }

    public String label() {
        return label;
    }

    public String endpoint() {
        return endpoint;
    }

    public Schema core() {
        return core;
    }

    public List<Schema> extensions() {
        return extensions;
    }

    /**
     * Finds {@code userName}, {@code name.familyName}, {@code urn:…:User:department} or the URN of an extension, without regard
     * to case. Empty if there is no such attribute.
     */
    public Optional<AttributePath> path(String text) {
        return text.length() > LONGEST ? Optional.empty()
                : extensions.stream().map(schema -> within(schema, text)).flatMap(Optional::stream).findFirst()
                        .or(() -> inCore(withoutUrn(core, text).orElse(text)));
    }

    /** The same, and attributes of extensions without their URN. */
    public Optional<AttributePath> pathOfAny(String text) {
        return path(text).or(() -> text.length() > LONGEST ? Optional.empty()
                : extensions.stream().map(schema -> path(schema.urn(), schema.attributes(), text)).flatMap(Optional::stream)
                        .findFirst());
    }

    private static Optional<AttributePath> within(Schema schema, String text) {
        return text.equalsIgnoreCase(schema.urn()) ? Optional.of(new AttributePath(schema.urn(), null, null))
                : withoutUrn(schema, text).flatMap(local -> path(schema.urn(), schema.attributes(), local));
    }

    /** What follows the schema's URN and a colon. */
    private static Optional<String> withoutUrn(Schema schema, String text) {
        String prefix = schema.urn() + ":";
        return text.regionMatches(true, 0, prefix, 0, prefix.length()) ? Optional.of(text.substring(prefix.length()))
                : Optional.empty();
    }

    private Optional<AttributePath> inCore(String local) {
        return path(null, Stream.concat(COMMON.stream(), core.attributes().stream()).toList(), local);
    }

    private static Optional<AttributePath> path(String urn, List<Attribute> attributes, String local) {
        int dot = local.indexOf('.');
        Optional<Attribute> attribute = Attribute.find(attributes, dot < 0 ? local : local.substring(0, dot));
        return dot < 0 ? attribute.map(found -> new AttributePath(urn, found, null))
                : attribute.flatMap(found -> found.sub(local.substring(dot + 1))
                        .map(sub -> new AttributePath(urn, found, sub)));
    }
}
