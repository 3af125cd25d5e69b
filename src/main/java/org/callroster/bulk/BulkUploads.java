package org.callroster.bulk;

import java.io.IOException;
import java.security.Principal;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;

import org.callroster.audit.Origin;
import org.callroster.bearer.CallerRepository;
import org.callroster.caller.Caller;
import org.callroster.error.Failure;
import org.callroster.http.EventLoops;
import org.callroster.upload.Spool;
import org.callroster.upload.SpooledFile;
import org.callroster.upload.UserLines;
import org.callroster.values.Csv;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.vertx.ext.web.RoutingContext;

/** Receives the file of a bulk, looks whether it can be read, and starts it. */
@ApplicationScoped
class BulkUploads {

    /** {@code {"job":"019a…"}}. */
    record Started(UUID job) {
    }

    private record Opened(UserLines lines, long count) {
    }

    private final Spool spool;
    private final BulkJobs jobs;
    private final BulkRunner runner;
    private final CallerRepository callers;
    private final SecurityIdentity identity;
    private final ObjectMapper mapper;

    BulkUploads(Spool spool, BulkJobs jobs, BulkRunner runner, CallerRepository callers, SecurityIdentity identity,
            ObjectMapper mapper) {
        this.spool = spool;
        this.jobs = jobs;
        this.runner = runner;
        this.callers = callers;
        this.identity = identity;
        this.mapper = mapper;
    }

    /** Fails with 400 if the file can't be read, with 413, 415, and with 503 if too many bulks are running. */
    Uni<Started> start(Caller caller, BulkOptions options, RoutingContext request) {
        boolean csv = isCsv(request);
        runner.takePlace();
        return spool.receive(request).emitOn(EventLoops.current())
                .chain(file -> start(caller, options, file, csv).onFailure().call(() -> spool.delete(file)))
                .onFailure().invoke(runner::givePlaceBack);
    }

    private static boolean isCsv(RoutingContext request) {
        String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null) {
            throw Failure.badRequest("a body is needed, application/x-ndjson or text/csv");
        }
        if (!isOf(type, Csv.MEDIA_TYPE) && !isOf(type, BulkUploadResource.NDJSON)) {
            throw new NotSupportedException();
        }
        return isOf(type, Csv.MEDIA_TYPE);
    }

    /** With any parameters. */
    private static boolean isOf(String type, String mediaType) {
        return type.regionMatches(true, 0, mediaType, 0, mediaType.length());
    }

    private Uni<Started> start(Caller caller, BulkOptions options, SpooledFile file, boolean csv) {
        Supplier<Uni<Caller>> again = again();
        Origin request = Origin.current();
        return Uni.createFrom().item(Unchecked.supplier(() -> opened(file, options, csv)))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()).emitOn(EventLoops.current())
                .chain(opened -> jobs.begin(caller, options, opened.count).onFailure().call(() -> closed(opened.lines))
                        .invoke(job -> runner
                                .run(new BulkTask(caller.tenant(), job, options, file, opened.lines, again, request))))
                .map(Started::new);
    }

    /** The identity of the request is not there any more when it is needed. */
    private Supplier<Uni<Caller>> again() {
        Principal verified = identity.getPrincipal();
        return () -> callers.again(verified);
    }

    private static Uni<Void> closed(UserLines lines) {
        return Uni.createFrom().item(Unchecked.supplier(() -> {
            lines.close();
            return true;
        })).runSubscriptionOn(Infrastructure.getDefaultWorkerPool()).replaceWithVoid();
    }

    private Opened opened(SpooledFile file, BulkOptions options, boolean csv) throws IOException {
        long count = file.text().countLines();
        return new Opened(csv ? UserLines.ofCsv(file.text(), options.clearsBlanks(), mapper)
                : UserLines.ofNdjson(file.text(), mapper), count);
    }
}
