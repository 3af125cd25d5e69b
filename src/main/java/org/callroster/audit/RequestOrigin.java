package org.callroster.audit;

import jakarta.enterprise.event.Observes;

import org.callroster.connection.FilterOrder;
import org.callroster.error.RequestId;
import org.callroster.error.ScimFace;
import org.callroster.http.ConsolePath;
import org.callroster.limit.ClientAddress;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/** Notes where each request comes from. Its credential follows when it is verified. */
class RequestOrigin {

    void install(@Observes Filters filters) {
        filters.register(RequestOrigin::note, FilterOrder.ORIGIN);
    }

    private static void note(RoutingContext request) {
        new Origin(via(request.normalizedPath()), ClientAddress.of(request).getHostAddress(), RequestId.of(request), null, null)
                .use();
        request.next();
    }

    private static Via via(String path) {
        return ScimFace.contains(path) ? Via.SCIM : ConsolePath.contains(path) ? Via.CONSOLE : Via.API;
    }
}
