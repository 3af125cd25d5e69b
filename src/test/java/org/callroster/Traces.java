package org.callroster;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Where a secret could be left behind: in the tables, in the log. */
public final class Traces {

    private Traces() {
    }

    /** In no table, as text or in hexadecimal, but in those named. */
    public static void assertStoredNowhere(String secret, String... but) {
        TestDatabase.column("select table_name from information_schema.tables where table_schema = 'public'").stream()
                .filter(table -> !List.of(but).contains(table)).forEach(table -> {
                    String rows = "select count(*) from " + table + " x where strpos(cast(x as text), ?) > 0";
                    assertEquals("0", TestDatabase.value(rows, secret), table);
                    String hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
                    assertEquals("0", TestDatabase.value(rows, hex), table);
                });
    }

    /** Whatever the calls log, it holds none of these. A line begins with its level. */
    public static void assertNotLogged(Runnable calls, String... secrets) {
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler listener = listener(logged);
        Logger.getLogger("").addHandler(listener);
        try {
            calls.run();
            Logger.getLogger(Traces.class.getName()).info("the listener hears");
            assertThat(logged.toString(), containsString("the listener hears"));
            Arrays.stream(secrets).forEach(secret -> assertThat(logged.toString(), not(containsString(secret))));
        } finally {
            Logger.getLogger("").removeHandler(listener);
        }
    }

    private static Handler listener(List<String> logged) {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(record.getLevel() + " " + record.getMessage() + Arrays.toString(record.getParameters())
                        + record.getThrown());
            }

            @Override
            public void flush() {
            }

            @Override
            public void close() {
            }
        };
    }
}
