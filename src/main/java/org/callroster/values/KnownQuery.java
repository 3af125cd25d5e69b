package org.callroster.values;

import java.util.List;
import java.util.TreeMap;

import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * The service's own calls refuse unknown query parameters, so that a misspelt filter does not return everything. Calls of the
 * original API ignore them, because existing clients add some (contract section 1).
 */
public class KnownQuery {

    @ServerRequestFilter
    @NoQuery
    public void refuseAny(UriInfo uri) {
        require(uri);
    }

    /** Throws 400, naming the parameters that are not {@code known}, and those without a value. */
    public static void require(UriInfo uri, String... known) {
        Checks checks = new Checks();
        new TreeMap<>(uri.getQueryParameters()).forEach((name, values) -> checks
                .that(List.of(known).contains(name), name, "is unknown")
                .that(!values.contains(""), name, "is empty"));
        checks.orFail();
    }
}
