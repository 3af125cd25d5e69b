package org.callroster.job;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.http.EventLoops;
import org.callroster.tenant.Tenant;
import org.callroster.upload.Spool;
import org.callroster.upload.SpooledFile;
import org.callroster.upload.WrongLines;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.smallrye.mutiny.unchecked.UncheckedSupplier;
import io.vertx.ext.web.RoutingContext;

/** Gives back those lines of a CSV file that failed. The file is sent again: a bulk does not keep it. */
@ApplicationScoped
public class WrongLineFiles {

    private static final int MOST_AT_ONCE = 1000;

    private final Spool spool;
    private final BulkReports reports;

    WrongLineFiles(Spool spool, BulkReports reports) {
        this.spool = spool;
        this.reports = reports;
    }

    /** Look with {@link BulkReports#job} first whether the caller may see the bulk. Fails as an upload does. */
    public Multi<byte[]> of(Tenant tenant, UUID job, RoutingContext request) {
        return spool.receive(request).emitOn(EventLoops.current()).onItem()
                .transformToMulti(file -> lines(tenant, job, file).onTermination().call(() -> spool.delete(file)));
    }

    private Multi<byte[]> lines(Tenant tenant, UUID job, SpooledFile file) {
        return onWorker(() -> WrongLines.open(file.text())).onItem()
                .transformToMulti(lines -> lines(tenant, job, lines).onTermination().call(() -> onWorker(() -> {
                    lines.close();
                    return true;
                })));
    }

    private Multi<byte[]> lines(Tenant tenant, UUID job, WrongLines lines) {
        long[] at = { 0 };
        Supplier<Uni<? extends byte[]>> next =
                () -> reasons(tenant, job, at[0]).invoke(some -> at[0] = some.isEmpty() ? -1 : some.lastKey())
                        .chain(some -> onWorker(() -> lines.next(some)));
        return Multi.createBy().repeating().uni(next).whilst(part -> at[0] >= 0).select().where(part -> part.length > 0);
    }

    private Uni<SortedMap<Long, String>> reasons(Tenant tenant, UUID job, long after) {
        return reports.failures(tenant, job, after, MOST_AT_ONCE).map(failures -> {
            SortedMap<Long, String> reasons = new TreeMap<>();
            failures.forEach(failure -> reasons.put(failure.line(), failure.reason()));
            return reasons;
        });
    }

    private static <T> Uni<T> onWorker(UncheckedSupplier<T> work) {
        return Uni.createFrom().item(Unchecked.supplier(work)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .emitOn(EventLoops.current());
    }
}
