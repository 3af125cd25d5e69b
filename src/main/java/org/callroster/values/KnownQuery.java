package org.callroster.values;

import java.util.List;

import jakarta.ws.rs.core.UriInfo;

import org.callroster.connection.FilterOrder;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * The service's own calls refuse unknown query parameters, so that a misspelt filter does not return everything. Calls of the
 * original API ignore them, because existing clients add some (contract section 1).
 */
public class KnownQuery {

    @ServerRequestFilter(priority = FilterOrder.QUERY)
    @NoQuery
    public void refuseAny(UriInfo uri) {
        require(uri);
    }

    /** Throws 400, naming the parameters that are not {@code known}. */
    public static void require(UriInfo uri, String... known) {
        Checks checks = new Checks();
        uri.getQueryParameters().keySet().stream().filter(name -> !List.of(known).contains(name)).sorted()
                .forEach(name -> checks.that(false, name, "is unknown"));
        checks.orFail();
    }
}
