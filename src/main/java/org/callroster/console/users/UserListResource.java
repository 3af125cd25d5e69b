package org.callroster.console.users;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.console.Choices;
import org.callroster.console.Pages;
import org.callroster.console.Partial;
import org.callroster.fleet.UserLists;
import org.callroster.http.WithDeadline;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** The list of users: found by any fragment, with why they can't log in. */
@WithDeadline
@Path("/console/users")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Privilege.VIEW)
class UserListResource {

    private final UserLists lists;
    private final Choices choices;
    private final Pages pages;
    private final CurrentCaller caller;

    UserListResource(UserLists lists, Choices choices, Pages pages, CurrentCaller caller) {
        this.lists = lists;
        this.choices = choices;
        this.pages = pages;
        this.caller = caller;
    }

    /** A search by script only takes the list out of the page. */
    @GET
    public Uni<TemplateInstance> list(@Context UriInfo uri, RoutingContext request) {
        Filters filters = Filters.of(uri.getQueryParameters());
        Uni<Choices.Names> names = Partial.is(request) ? Uni.createFrom().item(Choices.NONE) : choices.of(caller.tenant());
        return lists.list(caller.get(), filters.users(), filters.wanted()).map(list -> UserListView.of(list, filters))
                .chain(list -> names.map(known -> page(list, known)));
    }

    private TemplateInstance page(UserListView list, Choices.Names names) {
        return Templates.users(pages.of("Users", "users"), list, names.teams(), names.roles(), names.skills());
    }
}
