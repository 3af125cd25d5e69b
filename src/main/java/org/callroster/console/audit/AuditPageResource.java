package org.callroster.console.audit;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.callroster.audit.AuditKind;
import org.callroster.audit.AuditRepository;
import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.console.Pages;
import org.callroster.console.Proof;
import org.callroster.export.AuditExports;
import org.callroster.http.WithDeadline;
import org.callroster.values.Csv;
import org.jboss.resteasy.reactive.RestMulti;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Who did what to whom. */
@WithDeadline
@Path("/console")
@RolesAllowed(Privilege.AUDIT)
class AuditPageResource {

    private static final List<String> KINDS = Stream.of(AuditKind.values()).map(AuditKind::label).sorted().toList();

    private final AuditRepository audit;
    private final AuditExports exports;
    private final Proof proof;
    private final Pages pages;
    private final CurrentCaller caller;

    AuditPageResource(AuditRepository audit, AuditExports exports, Proof proof, Pages pages, CurrentCaller caller) {
        this.audit = audit;
        this.exports = exports;
        this.proof = proof;
        this.pages = pages;
        this.caller = caller;
    }

    @GET
    @Path("audit")
    @Produces(MediaType.TEXT_HTML)
    public Uni<TemplateInstance> list(@Context UriInfo uri) {
        Filters filters = filters(uri);
        return audit.list(caller.tenant(), filters.wanted())
                .map(list -> Templates.audit(pages.of("Audit", "audit"), EventList.of(list, filters), KINDS));
    }

    /** The same events as a file. */
    @GET
    @Path("audit.csv")
    @Produces(Csv.MEDIA_TYPE)
    public Multi<byte[]> file(@Context UriInfo uri, RoutingContext request) {
        Filters filters = filters(uri);
        Multi<byte[]> rows = proof.require().onItem()
                .transformToMulti(proved -> exports.csv(request, caller.get(), filters.all()));
        return RestMulti.fromMultiData(rows).header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"")
                .build();
    }

    private static Filters filters(UriInfo uri) {
        return Filters.of(uri.getQueryParameters(), LocalDate.now(ZoneOffset.UTC));
    }
}
