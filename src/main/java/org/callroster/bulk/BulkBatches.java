package org.callroster.bulk;

import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.attribute.UserPatch;
import org.callroster.caller.Caller;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.header.Preconditions;
import org.callroster.job.BulkJobs;
import org.callroster.job.BulkMode;
import org.callroster.job.Outcome;
import org.callroster.user.NewUsers;
import org.callroster.user.UserChangeService;
import org.callroster.user.UserChanges;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** The transactions of a bulk. Each does some lines and reports them: a crash loses both or none. */
@ApplicationScoped
public class BulkBatches {

    /** Carries the outcomes out of a transaction that must be rolled back. */
    private static final class Rehearsed extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient List<Outcome> outcomes;

        private Rehearsed(List<Outcome> outcomes) {
            super("rehearsed", null, false, false);
            this.outcomes = outcomes;
        }
    }

    private final BulkJobs jobs;
    private final NewUsers newUsers;
    private final UserChanges changes;
    private final UserPatches patches;
    private final UserChangeService single;

    BulkBatches(BulkJobs jobs, NewUsers newUsers, UserChanges changes, UserPatches patches, UserChangeService single) {
        this.jobs = jobs;
        this.newUsers = newUsers;
        this.changes = changes;
        this.patches = patches;
        this.single = single;
    }

    /**
     * Does the lines that were not reported yet, and reports them and the lines that were refused before. Fails with {@link BulkJobs.Stopped}. Any other
     * failure has undone all of it.
     *
     * @param lastLine the number of the last line of the file that is done then
     */
    Uni<Void> run(BulkTask task, Caller caller, List<ReadyLine> lines, long lastLine) {
        return task.work().isRehearsal()
                ? rehearse(task, caller, lines).onFailure(Rehearsed.class).recoverWithItem(e -> e.outcomes)
                        .chain(outcomes -> report(task, outcomes, lastLine))
                : commit(task, caller, lines, lastLine);
    }

    @WithTransaction
    Uni<Void> commit(BulkTask task, Caller caller, List<ReadyLine> lines, long lastLine) {
        return jobs.linesDone(task.tenant(), task.begun()).chain(done -> done >= lastLine ? Uni.createFrom().voidItem()
                : outcomes(task, caller, lines.stream().filter(line -> line.line().number() > done).toList())
                        .chain(outcomes -> jobs.report(task.tenant(), task.job(), lastLine, outcomes)));
    }

    @WithTransaction
    Uni<List<Outcome>> rehearse(BulkTask task, Caller caller, List<ReadyLine> lines) {
        return outcomes(task, caller, lines).call(() -> Panache.flush()).map(outcomes -> {
            throw new Rehearsed(outcomes);
        });
    }

    /** Reports lines that are done, or were refused. */
    @WithTransaction
    Uni<Void> report(BulkTask task, List<Outcome> outcomes, long lastLine) {
        return jobs.linesDone(task.tenant(), task.begun()).chain(done -> done >= lastLine ? Uni.createFrom().voidItem()
                : jobs.report(task.tenant(), task.job(), lastLine,
                        outcomes.stream().filter(one -> one.line() > done).toList()));
    }

    private Uni<List<Outcome>> outcomes(BulkTask task, Caller caller, List<ReadyLine> lines) {
        boolean rehearsed = task.work().isRehearsal();
        List<ReadyLine> creates = only(lines, BulkMode.CREATE);
        List<ReadyLine> updates = only(lines, BulkMode.UPDATE);
        List<ReadyLine> changed = only(lines, BulkMode.CHANGE);
        Stream<Outcome> refused = lines.stream().filter(line -> line.line().isRefused())
                .map(line -> line.failed(line.line().refusal()));
        return created(caller, creates, rehearsed)
                .chain(created -> (changed.isEmpty() ? updated(caller, updates, rehearsed)
                        : patched(caller, task.work().patch(), changed, rehearsed))
                        .chain(updated -> deleted(caller, only(lines, BulkMode.DELETE), rehearsed)
                                .map(deleted -> inOrder(
                                        Stream.of(refused, created.stream(), updated.stream(), deleted.stream())))));
    }

    private static List<ReadyLine> only(List<ReadyLine> lines, BulkMode mode) {
        return lines.stream().filter(line -> line.is(mode)).toList();
    }

    private static List<Outcome> inOrder(Stream<Stream<Outcome>> outcomes) {
        return outcomes.flatMap(some -> some).sorted(Comparator.comparingLong(Outcome::line)).toList();
    }

    private Uni<List<Outcome>> created(Caller caller, List<ReadyLine> lines, boolean rehearsed) {
        return lines.isEmpty() ? Uni.createFrom().item(List.of())
                : newUsers.create(caller, lines.stream()
                        .map(line -> new NewUsers.HashedUser(line.newUser(), line.passwordHash())).toList())
                        .map(made -> zip(lines, made, (line, one) -> one.refusal() == null
                                ? line.done(Outcome.Kind.CREATED, one.etag(), rehearsed) : line.failed(one.refusal())));
    }

    private Uni<List<Outcome>> updated(Caller caller, List<ReadyLine> lines, boolean rehearsed) {
        return lines.isEmpty() ? Uni.createFrom().item(List.of())
                : changes.change(caller, lines.stream().map(ReadyLine::change).toList())
                        .map(done -> zip(lines, done, (line, one) -> outcome(line, one, rehearsed)));
    }

    private Uni<List<Outcome>> patched(Caller caller, UserPatch patch, List<ReadyLine> lines, boolean rehearsed) {
        return patches.apply(caller, patch, lines.stream().map(line -> line.line().loginId()).toList())
                .map(done -> zip(lines, done, (line, one) -> outcome(line, one, rehearsed)));
    }

    private static Outcome outcome(ReadyLine line, UserChanges.Done done, boolean rehearsed) {
        return done.refusal() != null ? line.failed(done.refusal())
                : line.done(done.isChanged() ? Outcome.Kind.UPDATED : Outcome.Kind.UNCHANGED, done.etag(), rehearsed);
    }

    private static <T> List<Outcome> zip(List<ReadyLine> lines, List<T> done, BiFunction<ReadyLine, T, Outcome> outcome) {
        return IntStream.range(0, lines.size()).mapToObj(i -> outcome.apply(lines.get(i), done.get(i))).toList();
    }

    /** One at most: a refusal undoes the transaction. */
    private Uni<List<Outcome>> deleted(Caller caller, List<ReadyLine> lines, boolean rehearsed) {
        if (lines.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        if (lines.size() > 1) {
            return Uni.createFrom().failure(new Failure(ErrorCode.CONFLICT, "users are deleted one by one"));
        }
        ReadyLine line = lines.get(0);
        return single.delete(caller, line.line().loginId(), Preconditions.NONE)
                .map(gone -> List.of(line.done(Outcome.Kind.DELETED, null, rehearsed)));
    }
}
