package org.callroster.export;

import java.util.function.Function;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.UriInfo;

import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.fleet.UserFilter;
import org.callroster.http.WithDeadline;
import org.callroster.values.Csv;
import org.callroster.values.KnownQuery;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** Fleet section 3, Export. */
@WithDeadline
@Path("/configapi/v2/export/user")
@RolesAllowed(Privilege.VIEW)
class UserExportResource {

    private final UserExports exports;
    private final ExportConfig config;
    private final CurrentCaller caller;
    private final ObjectMapper mapper;
    private final CurrentVertxRequest http;

    UserExportResource(UserExports exports, ExportConfig config, CurrentCaller caller, ObjectMapper mapper,
            CurrentVertxRequest http) {
        this.exports = exports;
        this.config = config;
        this.caller = caller;
        this.mapper = mapper;
        this.http = http;
    }

    @GET
    @Produces(NdjsonRows.MEDIA_TYPE)
    public Multi<byte[]> users(@Context UriInfo uri, @Context Request request, @BeanParam UserFilter filter) {
        return stream(uri, request, filter, new NdjsonRows(mapper)::of);
    }

    @GET
    @Produces(Csv.MEDIA_TYPE)
    public Multi<byte[]> usersAsCsv(@Context UriInfo uri, @Context Request request, @BeanParam UserFilter filter) {
        return stream(uri, request, filter, new UserCsvRows()::of);
    }

    private Multi<byte[]> stream(UriInfo uri, Request request, UserFilter filter, Function<RowSet<Row>, byte[]> rendering) {
        KnownQuery.require(uri, UserFilter.parameters());
        boolean head = request.getMethod().equals(HttpMethod.HEAD);
        ExportClient client = new ExportClient(http.getCurrent(), config.patience());
        return client.watched(exports.batches(caller.get(), filter, null, uri.getQueryParameters(), client::lost)
                .select().first(head ? 1 : Long.MAX_VALUE)
                .map(rendering).select().where(bytes -> bytes.length > 0));
    }
}
