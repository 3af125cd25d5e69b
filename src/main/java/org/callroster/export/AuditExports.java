package org.callroster.export;

import java.nio.charset.StandardCharsets;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.AuditList;
import org.callroster.audit.AuditQuery;
import org.callroster.audit.AuditRepository;
import org.callroster.audit.AuditSelection;
import org.callroster.caller.Caller;
import org.callroster.values.Csv;

import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** Exports the audit as CSV. */
@ApplicationScoped
public class AuditExports {

    private final ExportRepository exports;
    private final ExportConfig config;

    AuditExports(ExportRepository exports, ExportConfig config) {
        this.exports = exports;
        this.config = config;
    }

    /**
     * The events in the order of the audit, newest first, for the client of this request. For HEAD, one batch is enough to get
     * the headers. Throws 400 for invalid values; fails with 503 if too many exports are running.
     */
    public Multi<byte[]> csv(RoutingContext request, Caller caller, AuditQuery query) {
        boolean head = request.request().method() == HttpMethod.HEAD;
        AuditSelection wanted = AuditRepository.selection(caller.tenant(), query);
        ExportClient client = new ExportClient(request, config.patience());
        return client.watched(exports
                .batches(caller, new ExportQuery(ExportQuery.AUDIT, wanted.sql(), wanted.parameters()), client::lost)
                .select().first(head ? 1 : Long.MAX_VALUE)
                .map(new Rows()::of).select().where(bytes -> bytes.length > 0));
    }

    /** Renders events; the first batch starts with a line of column names. Use one instance for each answer. */
    private static final class Rows {

        private static final Object[] COLUMNS = { "time", "kind", "actor", "subject", "via", "ipAddress", "request",
                "credential", "before", "after", "reason", "count", "job" };

        private boolean headed;

        byte[] of(RowSet<Row> rows) {
            StringBuilder csv = new StringBuilder();
            if (!headed) {
                Csv.append(csv, COLUMNS);
                headed = true;
            }
            for (Row row : rows) {
                Csv.append(csv, cells(AuditList.Event.of(row)));
            }
            return csv.toString().getBytes(StandardCharsets.UTF_8);
        }

        private static Object[] cells(AuditList.Event event) {
            return new Object[] { event.time(), event.kind(), event.actor(), event.subject(), event.via(), event.ipAddress(),
                    event.request(), event.credential(), event.before(), event.after(), event.reason(), event.count(),
                    event.job() };
        }
    }
}
