package org.callroster.export;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

import org.callroster.audit.AuditQuery;
import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.http.WithDeadline;
import org.callroster.values.Csv;
import org.callroster.values.KnownQuery;

import io.smallrye.mutiny.Multi;
import io.vertx.ext.web.RoutingContext;

/** The audit as CSV. As JSON it is listed in pages. */
@WithDeadline
@Path("/configapi/v2/audit")
@RolesAllowed(Privilege.AUDIT)
class AuditExportResource {

    private final AuditExports exports;
    private final CurrentCaller caller;

    AuditExportResource(AuditExports exports, CurrentCaller caller) {
        this.exports = exports;
        this.caller = caller;
    }

    @GET
    @Produces(Csv.MEDIA_TYPE)
    public Multi<byte[]> events(@Context UriInfo uri, RoutingContext request, @BeanParam AuditQuery query) {
        KnownQuery.require(uri, AuditQuery.FILTERS);
        return exports.csv(request, caller.get(), query);
    }
}
