package org.callroster.http;

import jakarta.enterprise.event.Observes;

import org.callroster.error.RequestId;

import io.quarkus.vertx.http.runtime.filters.Filters;

/** The filters that see every request before its resource does, in their order: those with the highest number first. */
public class RequestFilters {

    /** Before all others, as it ends connections. */
    public static final int DRAIN = 1_010;
    public static final int CLIENT_ADDRESS = 700;

    void register(@Observes Filters filters, Cors cors) {
        filters.register(RequestId::filter, 1_000);
        // Before any filter that answers: what is refused there is counted and traced under one name.
        filters.register(UnknownPath::filter, 995);
        filters.register(SecurityHeaders::filter, 990);
        // Before any filter that answers: after a request with an unclear end the connection must close.
        filters.register(Framing::filter, 980);
        // Before the filters that refuse, so that pages can read their refusals.
        cors.register(filters, 970);
        // May start the filters again, with a target that can be read. Those below it never see another one.
        filters.register(RequestChecks::filter, 960);
        filters.register(Deadline::filter, 950);
        filters.register(LenientRequests::filter, 900);
        filters.register(NoStore::filter, 800);
    }
}
