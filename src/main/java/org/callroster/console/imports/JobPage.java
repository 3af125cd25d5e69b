package org.callroster.console.imports;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.callroster.console.Words;
import org.callroster.job.JobView;
import org.callroster.job.OutcomeLine;

/**
 * How far a bulk is, and some of the lines that failed.
 *
 * @param after the line after which they begin
 * @param hasMore whether more lines failed
 * @param isPart whether a script puts it into a page; what had the focus there is gone
 */
public record JobPage(JobView job, List<OutcomeLine> failed, long after, boolean hasMore, boolean isPart) {

    static final int MOST_LINES = 200;

    /** @param found up to one more than are shown */
    static JobPage of(JobView job, List<OutcomeLine> found, long after, boolean isPart) {
        return new JobPage(job, found.stream().limit(MOST_LINES).toList(), after, found.size() > MOST_LINES, isPart);
    }

    /** Where the next lines that failed begin. */
    public long next() {
        return failed.get(failed.size() - 1).line();
    }

    public String title() {
        return title(job);
    }

    /** What kind of bulk it is. */
    static String title(JobView job) {
        String title = switch (job.mode()) {
            case "change" -> "Change of users";
            case "delete" -> "Deletion by file";
            default -> "Import";
        };
        return job.dryRun() ? "Rehearsal" : title;
    }

    /** {@code 487 new, 9 changed, 4 wrong}. */
    public String counts() {
        return counts(job);
    }

    static String counts(JobView job) {
        boolean rehearsed = job.dryRun();
        String counts = Stream.of(new Count(job.created(), rehearsed ? "new" : "created"),
                new Count(job.updated(), rehearsed ? "would change" : "changed"), new Count(job.unchanged(), "unchanged"),
                new Count(job.deleted(), rehearsed ? "would be deleted" : "deleted"),
                new Count(job.failed(), rehearsed ? "wrong" : "failed")).filter(count -> count.number > 0)
                .map(Count::inWords).collect(Collectors.joining(", "));
        return counts.isEmpty() ? "nothing yet" : counts;
    }

    private record Count(long number, String what) {

        String inWords() {
            return Words.number(number) + " " + what;
        }
    }

    /** In percent, rounded down. */
    public long percent() {
        return job.lines() == 0 ? 100 : job.done() * 100 / job.lines();
    }

    /** What has become of it. */
    public String state() {
        return switch (job.state()) {
            case "running" -> job.dryRun() ? "Looking at the lines" : "Running";
            case "done" -> "Done";
            case "stopped" -> "Stopped";
            default -> "Interrupted";
        };
    }
}
