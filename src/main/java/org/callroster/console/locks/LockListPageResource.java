package org.callroster.console.locks;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.console.Pages;
import org.callroster.http.WithDeadline;
import org.callroster.lock.list.LockAddress;
import org.callroster.lock.list.LockListRepository;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** The list of locks. */
@WithDeadline
@Path("/console/locks")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Privilege.VIEW)
class LockListPageResource {

    private final LockListRepository locks;
    private final Pages pages;
    private final CurrentCaller caller;

    LockListPageResource(LockListRepository locks, Pages pages, CurrentCaller caller) {
        this.locks = locks;
        this.pages = pages;
        this.caller = caller;
    }

    @GET
    public Uni<TemplateInstance> list(@Context UriInfo uri) {
        LockQuery query = LockQuery.of(uri.getQueryParameters());
        return locks.list(caller.get(), query.page())
                .chain(list -> locks.count(caller.get()).chain(all -> addresses(query)
                        .map(addresses -> LockListView.of(list, query, all, addresses))))
                .map(list -> Templates.locks(pages.of("Locks", "locks"), list));
    }

    /** Among all locks; a page that is filtered does not repeat them. */
    private Uni<List<LockAddress>> addresses(LockQuery query) {
        return query.isFiltered() ? Uni.createFrom().item(List.of()) : locks.addresses(caller.get());
    }
}
