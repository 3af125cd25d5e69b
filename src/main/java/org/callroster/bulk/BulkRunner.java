package org.callroster.bulk;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Caller;
import org.callroster.error.DatabaseErrors;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.extension.ExtensionTaken;
import org.callroster.http.EventLoops;
import org.callroster.job.BulkJobs;
import org.callroster.job.BulkMode;
import org.callroster.job.Outcome;
import org.callroster.token.InvalidToken;
import org.callroster.upload.UserLine;
import org.callroster.upload.UserLines;
import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.unchecked.Unchecked;

/** Runs bulks, each batch in a transaction. A batch that meets a surprise is done line by line. */
@ApplicationScoped
class BulkRunner {

    private static final Logger LOG = Logger.getLogger(BulkRunner.class);
    private static final int MOST = 4;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final BulkBatches batches;
    private final BulkJobs jobs;
    private final BulkServices services;
    private final AtomicInteger running = new AtomicInteger();

    BulkRunner(BulkBatches batches, BulkJobs jobs, BulkServices services, MeterRegistry meters) {
        this.batches = batches;
        this.jobs = jobs;
        this.services = services;
        Gauge.builder("callroster.bulk.running", running, AtomicInteger::doubleValue)
                .description("Bulks that run on this instance").register(meters);
    }

    /** Takes one of the places for bulks; {@link #run} gives it back. Fails with 503 if there is none. */
    void takePlace() {
        if (running.incrementAndGet() > MOST) {
            running.decrementAndGet();
            throw BulkJobs.busy("this instance is running four bulks, try again when one has ended");
        }
    }

    void givePlaceBack() {
        running.decrementAndGet();
    }

    /** Returns at once: it runs on a context of its own. */
    void run(BulkTask task) {
        EventLoops.inBackground(() -> whole(task),
                lost -> LOG.errorf(lost, "the bulk %s of %s was interrupted", task.job(), task.tenant().name()));
    }

    private Uni<Boolean> whole(BulkTask task) {
        return Multi.createBy().repeating().uni(() -> step(task)).whilst(more -> more)
                .onSubscription().invoke(begin -> task.origin().use())
                .onTermination().call(() -> close(task)).collect().last();
    }

    private Uni<Void> close(BulkTask task) {
        givePlaceBack();
        return task.file().close();
    }

    /** Some lines. False at the end. */
    private Uni<Boolean> step(BulkTask task) {
        UserLines file = task.file().lines();
        int most = task.work().generatesPasswords() ? UserLines.WITH_PASSWORDS : UserLines.BATCH;
        return onWorker(() -> file.next(most))
                .chain(lines -> lines.isEmpty() ? ended(task)
                        : untilAvailable(() -> doLines(task, notDone(task, lines), file.linesRead())).replaceWith(true))
                .onFailure(BulkJobs.Stopped.class).recoverWithUni(() -> ended(task));
    }

    private static List<UserLine> notDone(BulkTask task, List<UserLine> lines) {
        return lines.stream().filter(line -> line.number() > task.begun().linesDone()).toList();
    }

    private Uni<Boolean> ended(BulkTask task) {
        return untilAvailable(() -> jobs.end(task.tenant(), task.begun())).replaceWith(false);
    }

    private static <T> Uni<T> onWorker(Callable<T> work) {
        return Uni.createFrom().item(Unchecked.supplier(work::call))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()).emitOn(EventLoops.current());
    }

    private static <T> Uni<T> untilAvailable(Supplier<Uni<T>> work) {
        return Uni.createFrom().<T>deferred(work::get).onFailure(DatabaseErrors::isUnavailable).retry()
                .withBackOff(PAUSE, LONGEST_PAUSE).expireIn(PATIENCE.toMillis());
    }

    private Uni<Void> doLines(BulkTask task, List<UserLine> lines, long lastLine) {
        return lines.isEmpty() ? Uni.createFrom().voidItem() : doSome(task, lines, lastLine);
    }

    /** The caller may have lost a privilege since the bulk began. */
    private Uni<Void> doSome(BulkTask task, List<UserLine> lines, long lastLine) {
        return task.caller().get().invoke(caller -> task.work().requireAllowed(caller))
                .chain(caller -> services.ready(caller, task.work(), lines)
                        .chain(ready -> doReady(task, caller, ready, lastLine)))
                .onFailure(BulkRunner::isEnded)
                .recoverWithUni(ended -> batches.report(task, refusedAll(lines, ended), lastLine));
    }

    private static boolean isEnded(Throwable failure) {
        return failure instanceof InvalidToken
                || failure instanceof Failure refusal && refusal.code() == ErrorCode.INSUFFICIENT_SCOPE;
    }

    private static List<Outcome> refusedAll(List<UserLine> lines, Throwable ended) {
        Failure why = ended instanceof Failure known ? known
                : new Failure(ErrorCode.INVALID_TOKEN, "the access token has ended");
        return lines.stream().map(line -> Outcome.failed(line, why)).toList();
    }

    private Uni<Void> doReady(BulkTask task, Caller caller, List<ReadyLine> ready, long lastLine) {
        boolean together = ready.stream().noneMatch(line -> line.is(BulkMode.DELETE)
                || line.setsPasswordOfUser() && !task.work().isRehearsal());
        return together ? batches.run(task, caller, ready, lastLine).onFailure(BulkRunner::isSurprise)
                .recoverWithUni(surprise -> oneByOne(task, caller, ready, lastLine)) : oneByOne(task, caller, ready, lastLine);
    }

    private static boolean isSurprise(Throwable failure) {
        return !(failure instanceof BulkJobs.Stopped) && !DatabaseErrors.isUnavailable(failure);
    }

    private Uni<Void> oneByOne(BulkTask task, Caller caller, List<ReadyLine> ready, long lastLine) {
        return Multi.createFrom().iterable(ready).onItem().transformToUniAndConcatenate(
                line -> untilAvailable(() -> one(task, caller, line, line == ready.get(ready.size() - 1) ? lastLine
                        : line.line().number())))
                .collect().last();
    }

    private Uni<Void> one(BulkTask task, Caller caller, ReadyLine line, long lastLine) {
        return line.setsPasswordOfUser() && !task.work().isRehearsal()
                ? services.update(caller, line).chain(outcome -> batches.report(task, List.of(outcome), lastLine))
                : Uni.createFrom().deferred(() -> batches.run(task, caller, List.of(line), lastLine))
                        .onFailure(ExtensionTaken.class).retry().atMost(2)
                        .onFailure(BulkRunner::isSurprise)
                        .recoverWithUni(refusal -> batches.report(task, List.of(failed(task, line, refusal)), lastLine));
    }

    private static Outcome failed(BulkTask task, ReadyLine line, Throwable failure) {
        if (failure instanceof Failure refusal) {
            return line.failed(refusal);
        }
        LOG.errorf(failure, "line %d of the bulk %s failed", line.line().number(), task.job());
        return Outcome.failed(line.line(), new Failure(ErrorCode.SERVER_ERROR, "internal error, bulk " + task.job()));
    }
}
