package org.callroster.bulk;

import java.util.List;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;

import org.callroster.caller.Caller;
import org.callroster.error.Failure;
import org.callroster.http.EventLoops;
import org.callroster.job.BulkJobs;
import org.callroster.job.BulkReports;
import org.callroster.upload.CsvReading;
import org.callroster.upload.Spool;
import org.callroster.upload.SpooledFile;
import org.callroster.values.Csv;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Receives the file of a bulk, looks whether it can be read, and starts it. */
@ApplicationScoped
public class BulkUploads {

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
        return start(caller, options, List.of(), request, () -> Uni.createFrom().voidItem());
    }

    /**
     * The same for a file whose columns have other names.
     *
     * @param columns the attribute of each, {@code -} for one that is left out; empty if the first line names the attributes
     * @param allowed fails if the bulk must not start; asked when the file is there, because browsers don't show an answer that
     *        comes while they send
     */
    public Uni<BulkJobs.Begun> start(Caller caller, BulkOptions options, List<String> columns, RoutingContext request,
            Supplier<Uni<Void>> allowed) {
        boolean csv = isCsv(request);
        CsvReading reading = new CsvReading(options.clearsBlanks(), columns);
        return bulks.start(caller, BulkWork.of(options), request.request(), () -> received(request, allowed)
                .chain(file -> BulkFile.open(file.text(), csv, reading, mapper, () -> spool.delete(file))));
    }

    private Uni<SpooledFile> received(RoutingContext request, Supplier<Uni<Void>> allowed) {
        return spool.receive(request).emitOn(EventLoops.current())
                .call(file -> Uni.createFrom().deferred(allowed::get).onFailure().call(() -> spool.delete(file)));
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
