package org.callroster.scim.bulk;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.error.ScimFailure;
import org.callroster.scim.ScimBody;
import org.callroster.scim.schema.BodyFields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The body of a Bulk, checked as a whole before anything is done (RFC 7644 §3.7).
 *
 * @param mostErrors after so many it stops
 */
record BulkRequest(List<BulkOperation> operations, int mostErrors) {

    private static final int LONGEST_NAME = 255;
    private static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";

    /** Throws 400, or 413 if there are too many operations. */
    static BulkRequest of(ObjectNode body) {
        BodyFields.requireSchema(body, SCHEMA);
        JsonNode operations = body.path("Operations");
        ScimFailure.requireSyntax(operations.isArray() && !operations.isEmpty(), "Operations is missing");
        if (operations.size() > ScimBody.MOST_OPERATIONS) {
            throw new Failure(ErrorCode.PAYLOAD_TOO_LARGE, "there are more than " + ScimBody.MOST_OPERATIONS + " operations");
        }
        ScimFailure.requireSyntax(operations.valueStream().allMatch(JsonNode::isObject), "an operation must be an object");
        ScimFailure.requireSyntax(operations.valueStream().allMatch(BulkRequest::hasShortNames),
                "a method or bulkId has more than " + LONGEST_NAME + " characters");
        JsonNode most = body.path("failOnErrors");
        ScimFailure.requireSyntax(most.isMissingNode() || most.isNull() || most.isInt() && most.intValue() > 0,
                "failOnErrors must be 1 or more");
        return new BulkRequest(operations.valueStream().map(BulkOperation::of).toList(),
                most.isInt() ? most.intValue() : Integer.MAX_VALUE).withDistinctIds();
    }

    /** They stand in the answer again. */
    private static boolean hasShortNames(JsonNode operation) {
        return Stream.of("method", "bulkId").map(name -> BodyFields.text(operation, name))
                .allMatch(name -> name == null || name.length() <= LONGEST_NAME);
    }

    private BulkRequest withDistinctIds() {
        Set<String> ids = new HashSet<>();
        operations.forEach(operation -> ScimFailure.requireSyntax(operation.bulkId() == null || ids.add(operation.bulkId()),
                "two operations have the bulkId " + operation.bulkId()));
        return this;
    }
}
