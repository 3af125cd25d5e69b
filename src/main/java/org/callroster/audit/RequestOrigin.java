package org.callroster.audit;

import jakarta.enterprise.event.Observes;

import org.callroster.connection.FilterOrder;
import org.callroster.error.RequestId;
import org.callroster.error.ScimFace;
import org.callroster.limit.ClientAddress;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/** Notes where each request comes from. Its credential follows when it is verified. */
class RequestOrigin {

    void install(@Observes Filters filters) {
        filters.register(RequestOrigin::note, FilterOrder.ORIGIN);
    }

    private static void note(RoutingContext request) {
        Via via = ScimFace.contains(request.normalizedPath()) ? Via.SCIM : Via.API;
        new Origin(via, ClientAddress.of(request).getHostAddress(), RequestId.of(request), null, null).use();
        request.next();
    }
}
