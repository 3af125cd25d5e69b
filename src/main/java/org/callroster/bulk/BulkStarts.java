package org.callroster.bulk;

import java.nio.file.Path;
import java.security.Principal;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.Origin;
import org.callroster.bearer.CallerRepository;
import org.callroster.caller.Caller;
import org.callroster.idempotency.KeyedCall;
import org.callroster.idempotency.KeyedCalls;
import org.callroster.job.BulkJobs;
import org.callroster.job.BulkReports;
import org.callroster.job.NewBulk;
import org.callroster.upload.CsvReading;
import org.callroster.upload.SpooledText;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;

/** Begins bulks, which then run in the background. */
@ApplicationScoped
public class BulkStarts {

    private final BulkJobs jobs;
    private final BulkReports reports;
    private final BulkRunner runner;
    private final KeyedCalls calls;
    private final CallerRepository callers;
    private final SecurityIdentity identity;
    private final ObjectMapper mapper;

    BulkStarts(BulkJobs jobs, BulkReports reports, BulkRunner runner, KeyedCalls calls, CallerRepository callers,
            SecurityIdentity identity, ObjectMapper mapper) {
        this.jobs = jobs;
        this.reports = reports;
        this.runner = runner;
        this.calls = calls;
        this.callers = callers;
        this.identity = identity;
        this.mapper = mapper;
    }

    /**
     * Begins a bulk as a request asks for it. If the same request was made before, that bulk is the answer. Fails with 503 if too
     * many bulks are running.
     *
     * @param received the file; if the bulk need not run, it is closed
     */
    Uni<BulkJobs.Begun> start(Caller caller, BulkWork work, HttpServerRequest request, Supplier<Uni<BulkFile>> received) {
        return start(caller, work, received, file -> calls.of(caller, request, file.digest()), again());
    }

    /**
     * The same for a request with a known body. A repeated one is answered before anything is looked for.
     *
     * @param digest the SHA-256 of the body
     */
    Uni<BulkJobs.Begun> startUnlessKnown(Caller caller, BulkWork work, HttpServerRequest request, byte[] digest,
            Supplier<Uni<BulkFile>> found) {
        return calls.of(caller, request, digest).map(reports::of).orElse(Uni.createFrom().item(Optional.empty()))
                .chain(known -> known.map(bulk -> Uni.createFrom().item(bulk))
                        .orElseGet(() -> start(caller, work, request, found)));
    }

    /** The same for a file of an operator, who has the database. The file stays. */
    public Uni<BulkJobs.Begun> start(Caller operator, BulkOptions options, Path file, boolean csv) {
        Supplier<Uni<BulkFile>> opened =
                () -> BulkFile.open(new SpooledText(file), csv, CsvReading.named(options.clearsBlanks()), mapper,
                        () -> Uni.createFrom().voidItem());
        return start(operator, BulkWork.of(options), opened, known -> Optional.empty(), () -> Uni.createFrom().item(operator));
    }

    private Uni<BulkJobs.Begun> start(Caller caller, BulkWork work, Supplier<Uni<BulkFile>> received,
            Function<BulkFile, Optional<KeyedCall>> call, Supplier<Uni<Caller>> again) {
        Origin request = Origin.current();
        runner.takePlace();
        return received.get()
                .chain(file -> begin(caller, work, file, call.apply(file))
                        .call(begun -> begun.isToRun() ? run(new BulkTask(caller.tenant(), begun, work, file, again, request))
                                : abandon(file)))
                .onFailure().invoke(runner::givePlaceBack);
    }

    private Uni<BulkJobs.Begun> begin(Caller caller, BulkWork work, BulkFile file, Optional<KeyedCall> call) {
        return jobs.begin(caller, new NewBulk(work.mode(), work.isRehearsal(), file.count(), call))
                .onFailure().call(file::close);
    }

    private Uni<Void> run(BulkTask task) {
        runner.run(task);
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> abandon(BulkFile file) {
        return file.close().invoke(runner::givePlaceBack);
    }

    /** The identity of the request is not there any more when it is needed. */
    private Supplier<Uni<Caller>> again() {
        Principal verified = identity.getPrincipal();
        return () -> callers.again(verified);
    }
}
