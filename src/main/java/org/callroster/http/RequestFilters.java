package org.callroster.http;

import jakarta.enterprise.event.Observes;

import org.callroster.connection.Pipelining;
import org.callroster.error.RequestId;

import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.filters.Filters;

/** The filters that every request passes before its resource, in their order: the highest number first. */
public class RequestFilters {

    /** Before those that answer, because it ends connections. */
    public static final int DRAIN = 1_010;
    public static final int CLIENT_ADDRESS = 700;
    public static final int ORIGIN = 690;

    void register(@Observes ManagementInterface management) {
        management.router().route().order(Integer.MIN_VALUE).handler(Pipelining::filter);
    }

    void register(@Observes Filters filters, Cors cors) {
        filters.register(Pipelining::filter, 1_020);
        filters.register(RequestId::filter, 1_000);
        // Before any filter that answers: requests refused there are counted and traced under one name.
        filters.register(UnknownPath::filter, 995);
        filters.register(SecurityHeaders::filter, 990);
        // Before any filter that answers: after a request with an unclear end the connection must close.
        filters.register(Framing::filter, 980);
        // Before the filters that refuse, so that pages can read their refusals.
        cors.register(filters, 970);
        // May restart the filters with a well-formed target. Those below it only ever see such a target.
        filters.register(RequestChecks::filter, 960);
        filters.register(Deadline::filter, 950);
        filters.register(LenientRequests::filter, 900);
        filters.register(NoStore::filter, 800);
    }
}
