package org.callroster.scim;

import java.util.List;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.callroster.error.ScimFace;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The forms of answers (RFC 7644 §3). */
public final class ScimAnswers {

    public static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    /** Of an answer that is written part by part: as JSON, Quarkus would put brackets and commas around the parts. */
    public static final String STREAM = MediaType.APPLICATION_OCTET_STREAM;

    private static final JsonMapper JSON = new JsonMapper();

    private ScimAnswers() {
    }

    /**
     * One resource, whose address is in {@code Location} as well.
     *
     * @param etag null if it has none
     */
    public static RestResponse<byte[]> resource(Status status, JsonNode resource, String location, String etag) {
        return ResponseBuilder.<byte[]>create(status).entity(bytes(resource)).type(ScimFace.MEDIA_TYPE)
                .header(HttpHeaders.LOCATION, location).header(HttpHeaders.ETAG, etag).build();
    }

    public static RestResponse<byte[]> answer(JsonNode body) {
        return ResponseBuilder.ok(bytes(body), ScimFace.MEDIA_TYPE).build();
    }

    /** One resource whose address is in its {@code meta}. */
    public static RestResponse<byte[]> located(ObjectNode resource) {
        return resource(Status.OK, resource, resource.path("meta").path("location").asText(), null);
    }

    public static byte[] bytes(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    /**
     * A page.
     *
     * @param total null if it is not told
     * @param start null for a page by cursor
     * @param next the next cursor; null on the last page
     */
    public static ObjectNode list(Long total, Integer start, String next, List<ObjectNode> resources) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.putArray("schemas").add(LIST);
        if (total != null) {
            list.put("totalResults", total);
        }
        if (start != null) {
            list.put("startIndex", start);
        }
        list.put("itemsPerPage", resources.size());
        if (next != null) {
            list.put("nextCursor", next);
        }
        ArrayNode shown = list.putArray("Resources");
        resources.forEach(shown::add);
        return list;
    }
}
