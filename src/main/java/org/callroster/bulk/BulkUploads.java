package org.callroster.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;

import org.callroster.caller.Caller;
import org.callroster.error.Failure;
import org.callroster.http.EventLoops;
import org.callroster.job.BulkJobs;
import org.callroster.job.BulkReports;
import org.callroster.upload.Spool;
import org.callroster.values.Csv;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Receives the file of a bulk, looks whether it can be read, and starts it. */
@ApplicationScoped
class BulkUploads {

    private final Spool spool;
    private final BulkStarts bulks;
    private final ObjectMapper mapper;

    BulkUploads(Spool spool, BulkStarts bulks, ObjectMapper mapper) {
        this.spool = spool;
        this.bulks = bulks;
        this.mapper = mapper;
    }

    /** Fails with 400 if the file can't be read, with 413, 415, and with 503 if too many bulks are running. */
    Uni<BulkJobs.Begun> start(Caller caller, BulkOptions options, RoutingContext request) {
        boolean csv = isCsv(request);
        return bulks.start(caller, BulkWork.of(options), request.request(),
                () -> received(request, csv, options.clearsBlanks()));
    }

    private Uni<BulkFile> received(RoutingContext request, boolean csv, boolean clearsBlanks) {
        return spool.receive(request).emitOn(EventLoops.current())
                .chain(file -> BulkFile.open(file.text(), csv, clearsBlanks, mapper, () -> spool.delete(file)));
    }

    private static boolean isCsv(RoutingContext request) {
        String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null) {
            throw Failure.badRequest("a body is needed, application/x-ndjson or text/csv");
        }
        if (!isOf(type, Csv.MEDIA_TYPE) && !isOf(type, BulkReports.NDJSON)) {
            throw new NotSupportedException();
        }
        return isOf(type, Csv.MEDIA_TYPE);
    }

    /** With any parameters. */
    private static boolean isOf(String type, String mediaType) {
        return type.regionMatches(true, 0, mediaType, 0, mediaType.length());
    }
}
