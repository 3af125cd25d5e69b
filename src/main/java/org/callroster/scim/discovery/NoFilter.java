package org.callroster.scim.discovery;

import org.callroster.error.Failure;

import io.vertx.ext.web.RoutingContext;

/** Descriptions cannot be searched. */
final class Queries {

    private Queries() {
    }

    /** 403 if there is a filter (RFC 7644 §4). */
    static void requireNone(RoutingContext request) {
        if (request.queryParams().contains("filter")) {
            throw Failure.forbidden("these resources can't be filtered");
        }
    }
}
