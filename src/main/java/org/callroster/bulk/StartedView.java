package org.callroster.bulk;

import java.util.UUID;

import jakarta.ws.rs.core.HttpHeaders;

import org.callroster.job.BulkJobs;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** {@code {"job":"019a…"}}. */
record StartedView(UUID job) {

    /** 202, also for a repeated call. */
    static RestResponse<StartedView> answer(BulkJobs.Begun begun) {
        return ResponseBuilder.create(RestResponse.Status.ACCEPTED, new StartedView(begun.job()))
                .header(HttpHeaders.LOCATION, "/configapi/v2/bulk/" + begun.job())
                .header("Idempotent-Replayed", begun.isRepeated() ? "true" : null).build();
    }
}
