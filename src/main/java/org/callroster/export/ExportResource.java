package org.callroster.export;

import java.util.function.Function;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;

import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.http.WithDeadline;
import org.callroster.values.Csv;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** The two exports of contract section 4. */
@WithDeadline
@Path("/configapi/v2/phone")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Privilege.PHONES)
class ExportResource {

    private final ExportRepository exports;
    private final ExportConfig config;
    private final CurrentCaller caller;
    private final Request request;
    private final CurrentVertxRequest http;

    ExportResource(ExportRepository exports, ExportConfig config, CurrentCaller caller, Request request,
            CurrentVertxRequest http) {
        this.exports = exports;
        this.config = config;
        this.caller = caller;
        this.request = request;
        this.http = http;
    }

    @GET
    @Path("user")
    public Multi<byte[]> userNumbers() {
        return stream(Export.USER_NUMBERS, JsonRows::of);
    }

    @GET
    @Path("user")
    @Produces(Csv.MEDIA_TYPE)
    public Multi<byte[]> userNumbersAsCsv() {
        return stream(Export.USER_NUMBERS, new CsvRows()::of);
    }

    @GET
    @Path("ext")
    public Multi<byte[]> accessNumbers() {
        return stream(Export.ACCESS_NUMBERS, JsonRows::of);
    }

    @GET
    @Path("ext")
    @Produces(Csv.MEDIA_TYPE)
    public Multi<byte[]> accessNumbersAsCsv() {
        return stream(Export.ACCESS_NUMBERS, new CsvRows()::of);
    }

    /**
     * Quarkus puts brackets around the items of a JSON answer and commas between them, so empty items are dropped. For HEAD,
     * one batch is enough to get the headers.
     */
    private Multi<byte[]> stream(Export export, Function<RowSet<Row>, byte[]> rendering) {
        boolean head = request.getMethod().equals(HttpMethod.HEAD);
        ExportClient client = new ExportClient(http.getCurrent(), config.patience());
        return client.watched(exports.batches(caller.get(), ExportQuery.of(caller.get(), export), client::lost).select()
                .first(head ? 1 : Long.MAX_VALUE)
                .map(rendering).select().where(bytes -> bytes.length > 0));
    }
}
