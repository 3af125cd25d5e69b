package org.callroster.scim.group;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;

import org.callroster.caller.Caller;
import org.callroster.caller.Privilege;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.error.ScimFace;
import org.callroster.header.Preconditions;
import org.callroster.http.Deadline;
import org.callroster.http.WithDeadline;
import org.callroster.names.TeamRepository;
import org.callroster.scim.ListParameters;
import org.callroster.scim.ScimAddress;
import org.callroster.scim.ScimAnswers;
import org.callroster.scim.ScimBody;
import org.callroster.scim.ScimCaller;
import org.callroster.scim.schema.Projection;
import org.callroster.scim.schema.ResourceKind;
import org.callroster.values.Uuids;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** One group (RFC 7644 §3.4 to §3.6). It has no version, so {@code If-Match} matches only as {@code *}. */
@WithDeadline
@Path(ScimFace.BASE + "/Groups/{id}")
@Produces(ScimFace.MEDIA_TYPE)
@RolesAllowed(Privilege.USERS)
class GroupResource {

    private final ScimGroupService groups;
    private final GroupPages pages;
    private final GroupStream stream;
    private final ScimBody bodies;
    private final ScimAddress address;
    private final ScimCaller caller;

    GroupResource(ScimGroupService groups, GroupPages pages, GroupStream stream, ScimBody bodies, ScimAddress address,
            ScimCaller caller) {
        this.groups = groups;
        this.pages = pages;
        this.stream = stream;
        this.bodies = bodies;
        this.address = address;
        this.caller = caller;
    }

    @GET
    @Produces(ScimAnswers.STREAM)
    public Multi<byte[]> get(@PathParam("id") String id, RoutingContext request) {
        Caller known = caller.get();
        Projection projection = ListParameters.of(request).projection(ResourceKind.GROUP);
        return Deadline.bound(request, pages.one(known.tenant(), id(id))
                .invoke(group -> request.response().putHeader(HttpHeaders.LOCATION, group.location(address.base())))
                .chain(group -> stream.one(known.tenant(), group, projection)))
                .onItem().transformToMulti(group -> group.parts());
    }

    @PUT
    @Produces(ScimAnswers.STREAM)
    public RestMulti<byte[]> replace(@PathParam("id") String id, @BeanParam Preconditions conditions,
            RoutingContext request) {
        requireAny(conditions);
        Projection projection = ListParameters.of(request).projection(ResourceKind.GROUP);
        return GroupsResource.answer(request, Status.OK, groups.replace(caller.get(), id(id), bodies.of(request), projection));
    }

    @PATCH
    @Produces(ScimAnswers.STREAM)
    public RestMulti<byte[]> patch(@PathParam("id") String id, @BeanParam Preconditions conditions,
            RoutingContext request) {
        requireAny(conditions);
        Projection projection = ListParameters.of(request).projection(ResourceKind.GROUP);
        return GroupsResource.answer(request, Status.OK, groups.patch(caller.get(), id(id), bodies.of(request), projection));
    }

    @DELETE
    public Uni<RestResponse<Void>> delete(@PathParam("id") String id, @BeanParam Preconditions conditions) {
        requireAny(conditions);
        return groups.delete(caller.ofTeams(), id(id)).map(done -> RestResponse.noContent());
    }

    private static UUID id(String text) {
        return Uuids.of(text).orElseThrow(TeamRepository::notFound);
    }

    private static void requireAny(Preconditions conditions) {
        if (!conditions.ifMatch().stream().allMatch(tag -> tag.strip().equals("*"))) {
            throw new Failure(ErrorCode.PRECONDITION_FAILED, "groups have no version");
        }
    }
}
