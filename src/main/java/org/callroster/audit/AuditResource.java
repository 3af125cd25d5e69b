package org.callroster.audit;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.http.WithDeadline;
import org.callroster.values.KnownQuery;

import io.smallrye.mutiny.Uni;

@WithDeadline
@Path("/configapi/v2/audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Privilege.AUDIT)
class AuditResource {

    private final AuditRepository audit;
    private final CurrentCaller caller;

    AuditResource(AuditRepository audit, CurrentCaller caller) {
        this.audit = audit;
        this.caller = caller;
    }

    @GET
    public Uni<AuditList> list(@Context UriInfo uri, @BeanParam AuditQuery query) {
        KnownQuery.require(uri, AuditQuery.PARAMETERS);
        return audit.list(caller.tenant(), query);
    }
}
