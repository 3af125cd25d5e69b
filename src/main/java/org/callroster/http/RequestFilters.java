package org.callroster.http;

import jakarta.enterprise.event.Observes;

import org.callroster.connection.FilterOrder;
import org.callroster.connection.Pipelining;
import org.callroster.error.RequestId;

import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.filters.Filters;

/** Registers the filters that every request passes before its resource. */
class RequestFilters {

    void register(@Observes ManagementInterface management) {
        management.router().route().order(FilterOrder.MANAGEMENT_PIPELINING).handler(Pipelining::filter);
    }

    void register(@Observes Filters filters, Cors cors) {
        filters.register(Pipelining::filter, FilterOrder.PIPELINING);
        filters.register(RequestId::filter, FilterOrder.REQUEST_ID);
        filters.register(UnknownPath::filter, FilterOrder.UNKNOWN_PATH);
        filters.register(SecurityHeaders::filter, FilterOrder.SECURITY_HEADERS);
        filters.register(Framing::filter, FilterOrder.FRAMING);
        cors.register(filters);
        filters.register(RequestChecks::filter, FilterOrder.REQUEST_CHECKS);
        filters.register(Deadline::filter, FilterOrder.DEADLINE);
        filters.register(LenientRequests::filter, FilterOrder.LENIENT_REQUESTS);
        filters.register(NoStore::filter, FilterOrder.NO_STORE);
    }
}
