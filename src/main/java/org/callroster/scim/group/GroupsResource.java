package org.callroster.scim.group;

import java.util.List;
import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;

import org.callroster.caller.Caller;
import org.callroster.caller.Privilege;
import org.callroster.error.ScimFace;
import org.callroster.http.Deadline;
import org.callroster.http.WithDeadline;
import org.callroster.scim.ListParameters;
import org.callroster.scim.ScimAnswers;
import org.callroster.scim.ScimBody;
import org.callroster.scim.ScimCaller;
import org.callroster.scim.schema.Projection;
import org.callroster.scim.schema.ResourceKind;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestResponse.Status;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** All groups (RFC 7644 §3.3 and §3.4). */
@WithDeadline
@Path(ScimFace.BASE + "/Groups")
@Produces(ScimFace.MEDIA_TYPE)
@RolesAllowed(Privilege.USERS)
class GroupsResource {

    private final ScimGroupService groups;
    private final GroupPages pages;
    private final GroupStream stream;
    private final ScimBody bodies;
    private final ScimCaller caller;

    GroupsResource(ScimGroupService groups, GroupPages pages, GroupStream stream, ScimBody bodies, ScimCaller caller) {
        this.groups = groups;
        this.pages = pages;
        this.stream = stream;
        this.bodies = bodies;
        this.caller = caller;
    }

    @GET
    @Produces(ScimAnswers.STREAM)
    public Multi<byte[]> list(RoutingContext request) {
        return list(caller.get(), ListParameters.of(request), request);
    }

    @POST
    @Path(".search")
    @Produces(ScimAnswers.STREAM)
    public Multi<byte[]> search(RoutingContext request) {
        return list(caller.get(), ListParameters.of(bodies.of(request)), request);
    }

    private Multi<byte[]> list(Caller known, ListParameters wanted, RoutingContext request) {
        Projection projection = wanted.projection(ResourceKind.GROUP);
        return Deadline.bound(request, pages.page(known.tenant(), wanted)
                .chain(page -> stream.list(known.tenant(), page, frame(page, wanted), projection)))
                .onItem().transformToMulti(parts -> parts);
    }

    private static ObjectNode frame(GroupPages.Page page, ListParameters wanted) {
        ObjectNode frame = ScimAnswers.list(page.total(), wanted.isByCursor() ? null : wanted.start(), page.next(),
                List.of());
        return frame.put("itemsPerPage", page.groups().size());
    }

    @POST
    @Produces(ScimAnswers.STREAM)
    public RestMulti<byte[]> create(RoutingContext request) {
        Projection projection = ListParameters.of(request).projection(ResourceKind.GROUP);
        return answer(request, Status.CREATED, groups.create(caller.ofTeams(), bodies.of(request), projection));
    }

    /** A group with too many members to be shown is only located. */
    static RestMulti<byte[]> answer(RoutingContext request, Status status, Uni<ScimGroupService.Written> work) {
        return RestMulti.fromUniResponse(Deadline.bound(request, work),
                group -> group.parts().orElse(Multi.createFrom().empty()),
                group -> Map.of(HttpHeaders.LOCATION, List.of(group.location())),
                group -> (group.parts().isPresent() ? status : Status.NO_CONTENT).getStatusCode());
    }
}
