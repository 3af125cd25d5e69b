package org.callroster.scim;

import java.util.Optional;

import org.callroster.error.ScimFailure;
import org.callroster.scim.filter.Filter;
import org.callroster.scim.filter.FilterParser;
import org.callroster.scim.schema.Projection;
import org.callroster.scim.schema.ResourceKind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

/** Which resources are wanted, in which order, and which page of them (RFC 7644 §3.4.2, RFC 9865). All methods throw 400. */
public record ListParameters(String filter, String sortBy, String sortOrder, String startIndex, String count, String cursor,
        String attributes, String excludedAttributes) {

    public static final int DEFAULT_COUNT = 100;
    public static final int MOST_COUNT = 1000;
    private static final int MOST_DIGITS = 9;

    /** From a query. A cursor may be empty, which asks for the first page. */
    public static ListParameters of(RoutingContext request) {
        MultiMap query = request.queryParams();
        return new ListParameters(query.get("filter"), query.get("sortBy"), query.get("sortOrder"), query.get("startIndex"),
                query.get("count"), query.get("cursor"), query.get("attributes"), query.get("excludedAttributes"));
    }

    /** From the body of a search (RFC 7644 §3.4.3). */
    public static ListParameters of(ObjectNode body) {
        return new ListParameters(text(body, "filter"), text(body, "sortBy"), text(body, "sortOrder"), text(body, "startIndex"),
                text(body, "count"), text(body, "cursor"), text(body, "attributes"), text(body, "excludedAttributes"));
    }

    private static String text(ObjectNode body, String name) {
        JsonNode value = body.path(name);
        return value.isArray() ? String.join(",", value.valueStream().map(JsonNode::asText).toList())
                : value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    public Optional<Filter> filter(ResourceKind kind) {
        return filter == null || filter.isBlank() ? Optional.empty() : Optional.of(FilterParser.filter(kind, filter));
    }

    public Projection projection(ResourceKind kind) {
        return Projection.of(kind, attributes, excludedAttributes);
    }

    /** From 1. */
    public int start() {
        return Math.max(1, number("startIndex", startIndex, 1));
    }

    /** From 0 to 1000. */
    public int size() {
        return Math.min(MOST_COUNT, Math.max(0, number("count", count, DEFAULT_COUNT)));
    }

    private static int number(String name, String given, int otherwise) {
        if (given == null || given.isBlank()) {
            return otherwise;
        }
        String digits = given.strip();
        boolean isNegative = digits.startsWith("-");
        String bare = isNegative ? digits.substring(1) : digits;
        ScimFailure.requireValue(!bare.isEmpty() && bare.chars().allMatch(c -> c >= '0' && c <= '9'),
                name + " must be a whole number");
        int number = bare.length() > MOST_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(bare);
        return isNegative ? -number : number;
    }

    public boolean isDescending() {
        boolean isDescending = "descending".equalsIgnoreCase(sortOrder);
        ScimFailure.requireValue(sortOrder == null || isDescending || sortOrder.equalsIgnoreCase("ascending"),
                "sortOrder must be ascending or descending");
        return isDescending;
    }

    /** Whether pages are asked for by cursors. */
    public boolean isByCursor() {
        ScimFailure.requireValue(cursor == null || startIndex == null, "startIndex and cursor can't be given together");
        return cursor != null;
    }

    /** The same, with the longest page. */
    public ListParameters longest() {
        return new ListParameters(filter, sortBy, sortOrder, startIndex, String.valueOf(MOST_COUNT), cursor, attributes,
                excludedAttributes);
    }

    /** Whether any page was asked for. */
    public boolean isPaged() {
        return startIndex != null || count != null || cursor != null;
    }
}
