package org.callroster.scim.discovery;

import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.body.LongBody;
import org.callroster.error.ScimFace;
import org.callroster.scim.ListParameters;
import org.callroster.scim.ScimAddress;
import org.callroster.scim.ScimBody;
import org.callroster.scim.schema.DiscoverySchemas;
import org.callroster.scim.schema.ResourceKind;
import org.callroster.scim.schema.Schema;
import org.callroster.scim.schema.SchemaJson;
import org.callroster.scim.schema.UserSchemas;
import org.callroster.tenant.Tenant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.smallrye.mutiny.Uni;

/** What this service tells of itself (RFC 7643 §5 to §7). */
@ApplicationScoped
class Descriptions {

    /** When these descriptions changed last. */
    private static final String CHANGED = "2026-11-30T00:00:00.000Z";
    private static final String SUPPORTED = "supported";

    private final SuggestionRepository suggestions;
    private final ScimAddress address;

    Descriptions(SuggestionRepository suggestions, ScimAddress address) {
        this.suggestions = suggestions;
        this.address = address;
    }

    ObjectNode config() {
        ObjectNode config = described(DiscoverySchemas.CONFIG);
        config.put("documentationUri", address.base() + "/q/swagger-ui");
        config.putObject("patch").put(SUPPORTED, true);
        config.putObject("bulk").put(SUPPORTED, true).put("maxOperations", ScimBody.MOST_OPERATIONS)
                .put("maxPayloadSize", LongBody.MOST);
        config.putObject("filter").put(SUPPORTED, true).put("maxResults", ListParameters.MOST_COUNT);
        Stream.of("changePassword", "sort", "etag").forEach(feature -> config.putObject(feature).put(SUPPORTED, true));
        config.putObject("pagination").put("cursor", true).put("index", true).put("defaultPaginationMethod", "index")
                .put("defaultPageSize", ListParameters.DEFAULT_COUNT).put("maxPageSize", ListParameters.MOST_COUNT);
        config.putArray("authenticationSchemes").addObject().put("type", "oauthbearertoken").put("name", "Bearer token")
                .put("description", "A SCIM token of this service, an access token of its token call, or a token of a provider"
                        + " that the tenant trusts")
                .put("specUri", "https://www.rfc-editor.org/info/rfc6750").put("primary", true);
        return located(config, "ServiceProviderConfig", "/ServiceProviderConfig");
    }

    private static ObjectNode described(Schema schema) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        resource.putArray("schemas").add(schema.urn());
        return resource;
    }

    private ObjectNode located(ObjectNode resource, String type, String path) {
        resource.putObject("meta").put("resourceType", type).put("created", CHANGED).put("lastModified", CHANGED)
                .put("location", address.base() + ScimFace.BASE + path);
        return resource;
    }

    ObjectNode type(ResourceKind kind) {
        ObjectNode type = described(DiscoverySchemas.RESOURCE_TYPE).put("id", kind.label()).put("name", kind.label())
                .put("endpoint", "/" + kind.endpoint()).put("description", kind.core().description())
                .put("schema", kind.core().urn());
        if (!kind.extensions().isEmpty()) {
            ArrayNode extensions = type.putArray("schemaExtensions");
            kind.extensions().forEach(schema -> extensions.addObject().put("schema", schema.urn()).put("required", false));
        }
        return located(type, "ResourceType", "/ResourceTypes/" + kind.label());
    }

    /** With the names of the tenant's roles and skills as canonical values. */
    Uni<List<ObjectNode>> schemas(Tenant tenant) {
        return suggestions.of(tenant).map(this::schemas);
    }

    private List<ObjectNode> schemas(SuggestionRepository.Suggestions names) {
        Stream<Schema> ofResources = Stream.of(ResourceKind.values())
                .flatMap(kind -> Stream.concat(Stream.of(kind.core()), kind.extensions().stream()))
                .map(schema -> UserSchemas.suggesting(schema, names.roles(), names.skills()));
        return Stream.concat(ofResources,
                Stream.of(DiscoverySchemas.CONFIG, DiscoverySchemas.RESOURCE_TYPE, DiscoverySchemas.SCHEMA))
                .map(schema -> located(SchemaJson.of(schema), "Schema", "/Schemas/" + schema.urn())).toList();
    }
}
