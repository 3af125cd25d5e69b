package org.callroster.values;

import java.util.List;

import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Calls of our own refuse query parameters that they don't know: a filter that is misspelt must not answer everything. The
 * original's calls ignore them, as existing clients add some (contract section 1).
 */
public class KnownQuery {

    @ServerRequestFilter
    @NoQuery
    public void refuseAny(UriInfo uri) {
        require(uri);
    }

    /** 400 that names the parameters that are none of these. */
    public static void require(UriInfo uri, String... known) {
        Checks checks = new Checks();
        uri.getQueryParameters().keySet().stream().filter(name -> !List.of(known).contains(name)).sorted()
                .forEach(name -> checks.that(false, name, "is unknown"));
        checks.orFail();
    }
}
