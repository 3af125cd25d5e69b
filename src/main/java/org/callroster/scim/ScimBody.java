package org.callroster.scim;

import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotSupportedException;

import org.callroster.body.Bodies;
import org.callroster.error.ScimFace;
import org.callroster.error.ScimFailure;
import org.callroster.values.JsonErrors;
import org.callroster.values.Utf8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Reads the bodies of SCIM calls. */
@ApplicationScoped
public class ScimBody {

    /** In one Bulk. */
    public static final int MOST_OPERATIONS = 1000;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final ObjectMapper mapper;

    ScimBody(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** The body, which names its schemas. Fails with 415, or with 400 unless it is such an object. */
    public ObjectNode of(RoutingContext request) {
        return checked(parsed(request));
    }

    /** A body that stands in another. Fails with 400 unless it is an object that names its schemas. */
    public static ObjectNode checked(JsonNode body) {
        if (!(body instanceof ObjectNode object)) {
            throw ScimFailure.invalidSyntax("the body must be one JSON object");
        }
        JsonNode schemas = object.path("schemas");
        ScimFailure.requireSyntax(
                schemas.isArray() && !schemas.isEmpty() && schemas.valueStream().allMatch(JsonNode::isTextual),
                "schemas must be a list of schemas");
        return object;
    }

    private JsonNode parsed(RoutingContext request) {
        byte[] bytes = Bodies.of(request);
        if (bytes.length > 0 && !isJson(request.request().getHeader(HttpHeaders.CONTENT_TYPE))) {
            throw new NotSupportedException();
        }
        String text = Utf8.text(bytes).orElseThrow(() -> ScimFailure.invalidSyntax("the body is not UTF-8"));
        try {
            return mapper.readTree(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (JsonProcessingException e) {
            throw ScimFailure.invalidSyntax(JsonErrors.of(e).getMessage());
        }
    }

    /** Without a type it counts as SCIM. Parameters are ignored. */
    private static boolean isJson(String type) {
        if (type == null) {
            return true;
        }
        int end = type.indexOf(';');
        String bare = (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return bare.equals(ScimFace.MEDIA_TYPE) || bare.equals("application/json");
    }
}
