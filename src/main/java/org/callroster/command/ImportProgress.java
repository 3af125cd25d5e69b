package org.callroster.command;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * Shows how far an import is: a bar on a terminal, otherwise a line now and then. Confined to one thread.
 *
 * @see ImportCommand
 */
final class ImportProgress {

    private static final int WIDTH = 30;
    private static final int WHOLE = 100;
    private static final Duration ON_A_TERMINAL = Duration.ofMillis(200);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    private final PrintStream out;
    private final boolean terminal;
    private final long lines;
    private final long begin;
    private long done;
    private long shown;

    /**
     * @param lines of the file
     * @param now monotonic, in nanoseconds
     */
    ImportProgress(PrintStream out, boolean terminal, long lines, long now) {
        this.out = out;
        this.terminal = terminal;
        this.lines = lines;
        this.begin = now;
        this.shown = now;
    }

    /** A line of the file was done. */
    void done(long line, long now) {
        done = line;
        if (now - shown >= (terminal ? ON_A_TERMINAL : ELSEWHERE).toNanos()) {
            shown = now;
            show(now);
        }
    }

    /** A message that stays, above the bar. */
    void say(String message) {
        out.print((terminal ? "\r\u001B[K" : "") + message + "\n");
    }

    /** Removes the bar. */
    void end() {
        out.print(terminal ? "\r\u001B[K" : "");
        out.flush();
    }

    private void show(long now) {
        int percent = (int) (lines == 0 ? WHOLE : done * WHOLE / lines);
        String text =
                String.format(Locale.ROOT, "%3d %%  %,d of %,d lines  %,d lines/s", percent, done, lines, rate(done, now));
        int full = percent * WIDTH / WHOLE;
        out.print(terminal ? "\r[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] " + text + "\u001B[K" : text + "\n");
        out.flush();
    }

    /** In a second. */
    long rate(long count, long now) {
        return count * Duration.ofSeconds(1).toNanos() / Math.max(1, now - begin);
    }
}
