package org.callroster.scim.bulk;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Caller;
import org.callroster.directory.ChangeableUsers;
import org.callroster.error.ScimError;
import org.callroster.error.ScimFace;
import org.callroster.error.ScimFailure;
import org.callroster.header.Etag;
import org.callroster.header.Preconditions;
import org.callroster.http.Deadline;
import org.callroster.names.TeamRepository;
import org.callroster.profile.ProvisionedRow;
import org.callroster.scim.ScimAddress;
import org.callroster.scim.ScimBody;
import org.callroster.scim.ScimCaller;
import org.callroster.scim.group.ScimGroupService;
import org.callroster.scim.schema.Projection;
import org.callroster.scim.schema.ResourceKind;
import org.callroster.scim.user.ScimUserService;
import org.callroster.values.Uuids;
import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Runs the operations of a Bulk, each in its own transaction and by the rules of its own call. */
@ApplicationScoped
class BulkOperations {

    private static final Logger LOG = Logger.getLogger(BulkOperations.class);
    private static final JsonMapper JSON = new JsonMapper();
    /** Answers do not show what was written. */
    private static final Projection NO_MEMBERS = Projection.of(ResourceKind.GROUP, "id", null);
    private static final int CREATED = 201;
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int INTERNAL = 500;

    /** @param id of the resource; null if it was deleted */
    private record Done(int status, UUID id, String location, String version) {
    }

    private final ScimUserService users;
    private final ScimGroupService groups;
    private final ScimAddress address;
    private final ScimCaller scimCaller;

    BulkOperations(ScimUserService users, ScimGroupService groups, ScimAddress address, ScimCaller scimCaller) {
        this.users = users;
        this.groups = groups;
        this.address = address;
        this.scimCaller = scimCaller;
    }

    /**
     * Runs an operation of the plan and records its result there. Never fails. Each operation has the time of a request, and runs to
     * its end even if the client goes away.
     */
    Uni<Void> make(Caller caller, RoutingContext request, BulkPlan plan, int number) {
        BulkOperation operation = plan.operation(number);
        return Uni.createFrom().deferred(() -> {
            scimCaller.countOperation();
            Deadline.begin(request);
            return Deadline.bound(request, made(caller, operation.resolved(plan.ids())));
        }).onItem()
                .invoke(done -> plan.done(number, done.id == null ? null : done.id.toString(), answer(operation, done), false))
                .replaceWithVoid()
                .onFailure().recoverWithUni(failure -> {
                    plan.done(number, null, answer(operation, failure), true);
                    return Uni.createFrom().voidItem();
                });
    }

    private Uni<Done> made(Caller caller, BulkOperation operation) {
        boolean isUser = operation.kind() == ResourceKind.USER;
        return switch (operation.method()) {
            case "POST" -> post(caller, operation, isUser);
            case "PUT" -> isUser ? users.replace(caller, user(operation), data(operation), conditions(operation), ignores())
                    .map(user -> done(OK, user))
                    : groups.replace(caller, group(operation), data(operation), NO_MEMBERS).map(done -> done(OK, done));
            case "PATCH" -> isUser ? users.patch(caller, user(operation), data(operation), conditions(operation), ignores())
                    .map(user -> done(OK, user))
                    : groups.patch(caller, group(operation), data(operation), NO_MEMBERS).map(done -> done(OK, done));
            case "DELETE" -> delete(caller, operation, isUser);
            default -> throw ScimFailure.invalidValue("the method must be POST, PUT, PATCH or DELETE");
        };
    }

    private Uni<Done> post(Caller caller, BulkOperation operation, boolean isUser) {
        ScimFailure.requireValue(operation.isOfAll() && operation.bulkId() != null,
                "POST needs a bulkId, and the path /Users or /Groups");
        if (isUser) {
            return users.create(caller, data(operation), ignores()).map(user -> done(CREATED, user));
        }
        ScimCaller.requireTeams(caller);
        return groups.create(caller, data(operation), NO_MEMBERS).map(done -> done(CREATED, done));
    }

    private Uni<Done> delete(Caller caller, BulkOperation operation, boolean isUser) {
        String location = address.base() + ScimFace.BASE + "/" + operation.kind().endpoint() + "/"
                + operation.id();
        if (!isUser) {
            ScimCaller.requireTeams(caller);
        }
        return (isUser ? users.delete(caller, user(operation), conditions(operation)) : groups.delete(caller, group(operation)))
                .map(done -> new Done(NO_CONTENT, null, location, null));
    }

    private boolean ignores() {
        return scimCaller.ignoresPasswords();
    }

    private static ObjectNode data(BulkOperation operation) {
        return ScimBody.checked(operation.data());
    }

    private static UUID user(BulkOperation operation) {
        return Uuids.of(operation.id()).orElseThrow(ChangeableUsers::notFound);
    }

    private static UUID group(BulkOperation operation) {
        return Uuids.of(operation.id()).orElseThrow(TeamRepository::notFound);
    }

    private static Preconditions conditions(BulkOperation operation) {
        return operation.version() == null ? Preconditions.NONE : new Preconditions(List.of(operation.version()), List.of());
    }

    private Done done(int status, ProvisionedRow user) {
        return new Done(status, user.id(), users.location(user.id()), Etag.of(user.version()).weak());
    }

    private static Done done(int status, ScimGroupService.Written group) {
        return new Done(status, group.id(), group.location(), null);
    }

    private static ObjectNode answer(BulkOperation operation, Done done) {
        return withText(withText(named(operation), "location", done.location), "version", done.version)
                .put("status", String.valueOf(done.status));
    }

    private static ObjectNode answer(BulkOperation operation, Throwable failure) {
        ScimError error = ScimError.of(failure);
        if (error.status().equals(String.valueOf(INTERNAL))) {
            LOG.errorf(failure, "an operation of a bulk failed");
        }
        ObjectNode answer = named(operation).put("status", error.status());
        answer.set("response", JSON.valueToTree(error));
        return answer;
    }

    private static ObjectNode named(BulkOperation operation) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("method", operation.method());
        return withText(answer, "bulkId", operation.bulkId());
    }

    private static ObjectNode withText(ObjectNode answer, String name, String value) {
        return value == null ? answer : answer.put(name, value);
    }
}
