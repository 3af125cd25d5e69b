package org.callroster.scim.bulk;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.callroster.body.LongBody;
import org.callroster.caller.Caller;
import org.callroster.caller.Privilege;
import org.callroster.error.ScimFace;
import org.callroster.http.WithDeadline;
import org.callroster.scim.ScimAnswers;
import org.callroster.scim.ScimBody;
import org.callroster.scim.ScimCaller;

import com.fasterxml.jackson.databind.JsonNode;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Many changes in one call (RFC 7644 §3.7). The request is checked as a whole; then the answer comes operation by operation. If
 * the client goes away, the operation that has begun is finished and no other begins.
 */
@WithDeadline
@LongBody
@Path(LongBody.PATH)
@Produces(ScimFace.MEDIA_TYPE)
@RolesAllowed(Privilege.USERS)
class ScimBulkResource {

    private static final String START =
            "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkResponse\"],\"Operations\":[";
    private static final String END = "]}";

    private final BulkOperations operations;
    private final ScimBody bodies;
    private final ScimCaller caller;

    ScimBulkResource(BulkOperations operations, ScimBody bodies, ScimCaller caller) {
        this.operations = operations;
        this.bodies = bodies;
        this.caller = caller;
    }

    @POST
    @Produces(ScimAnswers.STREAM)
    public Multi<byte[]> post(RoutingContext request) {
        Caller known = caller.get();
        BulkPlan plan = new BulkPlan(BulkRequest.of(bodies.of(request)));
        Answer answer = new Answer();
        return Multi.createBy().repeating().uni(() -> next(known, request, plan, answer)).whilst(part -> !part.isLast)
                .select().where(part -> !part.text.isEmpty()).map(part -> part.text.getBytes(StandardCharsets.UTF_8));
    }

    /** @param text of the answer; empty as long as the answer to an earlier operation is not known */
    private record Part(String text, boolean isLast) {
    }

    /** Text between the answers of the operations. */
    private static final class Answer {

        private String before = START;

        String of(List<JsonNode> answers) {
            String text = answers.stream().map(answer -> new String(ScimAnswers.bytes(answer), StandardCharsets.UTF_8))
                    .collect(Collectors.joining(","));
            String part = text.isEmpty() ? "" : before + text;
            before = text.isEmpty() ? before : ",";
            return part;
        }

        String end() {
            return (before.equals(START) ? START : "") + END;
        }
    }

    private Uni<Part> next(Caller known, RoutingContext request, BulkPlan plan, Answer answer) {
        OptionalInt number = plan.next();
        return number.isEmpty()
                ? Uni.createFrom().item(() -> new Part(answer.of(plan.remainingAnswers()) + answer.end(), true))
                : operations.make(known, request, plan, number.getAsInt())
                        .map(done -> new Part(answer.of(plan.nextAnswers()), false));
    }
}
