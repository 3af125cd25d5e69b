package org.callroster.console.users;

import java.util.List;
import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.callroster.audit.AuditRepository;
import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.console.AuditLine;
import org.callroster.console.Pages;
import org.callroster.console.Words;
import org.callroster.fleet.FleetCounts;
import org.callroster.fleet.UserCount;
import org.callroster.fleet.UserFilter;
import org.callroster.http.WithDeadline;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;

/** The first page: who can't log in, and what was changed. */
@WithDeadline
@Path("/console")
@Produces(MediaType.TEXT_HTML)
class TodayResource {

    private final FleetCounts counts;
    private final AuditRepository audit;
    private final Pages pages;
    private final CurrentCaller caller;

    TodayResource(FleetCounts counts, AuditRepository audit, Pages pages, CurrentCaller caller) {
        this.counts = counts;
        this.audit = audit;
        this.pages = pages;
        this.caller = caller;
    }

    @GET
    @Authenticated
    public Uni<TemplateInstance> today() {
        return changes().map(changes -> Templates.today(pages.of("Today", ""), changes));
    }

    /** None if the caller may not see them. */
    private Uni<List<AuditLine>> changes() {
        return caller.get().has(Privilege.VIEW_AUDIT)
                ? audit.changes(caller.tenant()).map(events -> events.stream().map(AuditLine::of).toList())
                : Uni.createFrom().item(List.of());
    }

    /** How many users there are in a state, which may take longer than the page: it asks for these afterwards. */
    @GET
    @Path("counts/{access}")
    @RolesAllowed(Privilege.VIEW)
    public Uni<TemplateInstance> count(@PathParam("access") String access) {
        Uni<UserCount> count = access.equals("other") ? counts.others(caller.get())
                : counts.users(caller.get(), UserFilter.of(Map.of("access", List.of(access))));
        return count.map(found -> Templates.count(Words.number(found.users()) + (found.isAtLeast() ? "+" : "")));
    }
}
