package org.callroster.export;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.AuditEntry;
import org.callroster.audit.AuditKind;
import org.callroster.audit.AuditLog;
import org.callroster.audit.Changed;
import org.callroster.audit.Origin;
import org.callroster.caller.Caller;
import org.callroster.error.Failure;
import org.callroster.fleet.FleetRepository;
import org.callroster.fleet.UserFilter;
import org.jboss.logging.Logger;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** Exports users (fleet section 3). Each export is recorded in the audit when it ends, also if it is cut. */
@ApplicationScoped
public class UserExports {

    private static final Logger LOG = Logger.getLogger(UserExports.class);

    private final FleetRepository fleet;
    private final ExportRepository exports;
    private final AuditLog audit;
    private final ExportConfig config;

    UserExports(FleetRepository fleet, ExportRepository exports, AuditLog audit, ExportConfig config) {
        this.fleet = fleet;
        this.exports = exports;
        this.audit = audit;
        this.config = config;
    }

    /** The same as CSV, for a client that is cut if it reads too slowly. */
    public Multi<byte[]> csv(Caller caller, UserFilter filter, Set<String> logins, Map<String, List<String>> shown,
            RoutingContext request) {
        ExportClient client = new ExportClient(request, config.patience());
        return client.watched(batches(caller, filter, logins, shown, client::lost).map(new UserCsvRows()::of)
                .select().where(bytes -> bytes.length > 0));
    }

    /**
     * The users in the caller's reach, in at least one batch, from one snapshot. Fails with 400, with 404 for unknown names of
     * teams, roles and skills, with 503 if too many exports are running.
     *
     * @param logins keys of the login ids of those who are wanted alone; null for all
     * @param shown the filter as it was sent, for the audit
     * @param lost called when the database has closed the connection
     */
    Multi<RowSet<Row>> batches(Caller caller, UserFilter filter, Set<String> logins, Map<String, List<String>> shown,
            Runnable lost) {
        AtomicLong count = new AtomicLong();
        Context context = Vertx.currentContext();
        Origin origin = Origin.current();
        return fleet.selection(caller, filter, logins).onItem().transformToMulti(wanted -> exports
                .batches(caller, new ExportQuery(ExportQuery.USERS, wanted.sql(), wanted.parameters()), lost)
                .invoke(rows -> count.addAndGet(rows.size()))
                .onTermination().invoke((failure, cut) -> {
                    if (!(failure instanceof Failure)) {
                        AuditEntry entry = entry(caller, shown, count.get(), failure == null && !cut);
                        context.runOnContext(ended -> record(entry, origin));
                    }
                }));
    }

    private static AuditEntry entry(Caller caller, Map<String, List<String>> filter, long count, boolean complete) {
        return AuditEntry.by(caller, AuditKind.USERS_EXPORTED, caller.tenant().name())
                .changing(Changed.between("filter", null, filter).and("count", null, count).and("complete", null, complete));
    }

    private void record(AuditEntry entry, Origin origin) {
        write(entry, origin).subscribe().with(done -> {
        }, lost -> LOG.errorf("an export of %s is not in the audit: %s", entry.tenant().name(), lost.getMessage()));
    }

    @WithTransaction
    Uni<Void> write(AuditEntry entry, Origin origin) {
        return audit.record(entry, origin);
    }
}
