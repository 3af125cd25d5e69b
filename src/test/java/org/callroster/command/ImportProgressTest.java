package org.callroster.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ImportProgressTest {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);

    @Test
    void aTerminalGetsABarThatMessagesDoNotBreak() {
        ImportProgress progress = new ImportProgress(out, true, 2000, 0);
        progress.done(1, millis(100));
        progress.done(1000, millis(500));
        progress.say("line 1001: no");
        progress.end();
        assertEquals("\r[###############...............]  50 %  1,000 of 2,000 lines  2,000 lines/s\u001B[K"
                + "\r\u001B[Kline 1001: no\n\r\u001B[K", shown.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aFileGetsALineEveryTenSeconds() {
        ImportProgress progress = new ImportProgress(out, false, 2_000_000, 0);
        progress.done(500, millis(9_999));
        progress.done(100_000, millis(10_000));
        progress.done(100_500, millis(10_100));
        progress.done(200_000, millis(20_000));
        progress.end();
        assertEquals("""
                  5 %  100,000 of 2,000,000 lines  10,000 lines/s
                 10 %  200,000 of 2,000,000 lines  10,000 lines/s
                """, shown.toString(StandardCharsets.UTF_8));
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
