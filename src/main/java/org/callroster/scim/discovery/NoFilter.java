package org.callroster.scim.discovery;

import org.callroster.error.Failure;

import io.vertx.ext.web.RoutingContext;

/** Descriptions cannot be filtered. */
final class NoFilter {

    private NoFilter() {
    }

    /** Throws 403 if there is a filter (RFC 7644 §4). */
    static void require(RoutingContext request) {
        if (request.queryParams().contains("filter")) {
            throw Failure.forbidden("these resources can't be filtered");
        }
    }
}
