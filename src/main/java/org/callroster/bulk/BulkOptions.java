package org.callroster.bulk;

import java.util.Arrays;
import java.util.List;

import jakarta.ws.rs.QueryParam;

import org.callroster.job.BulkMode;
import org.callroster.values.Checks;

/**
 * How a bulk is to run (fleet section 3).
 *
 * @param mode {@code create}, {@code update}, {@code upsert} or {@code delete}
 * @param dryRun {@code true}: everything is judged, nothing is written
 * @param blank what an empty cell of a CSV file means: {@code keep} (the default) as if absent, {@code clear} an empty value
 * @param passwords {@code given} (the default), {@code refuse}, or {@code generate}: one for each user created without
 */
public record BulkOptions(
        @QueryParam("mode") String mode,
        @QueryParam("dryRun") String dryRun,
        @QueryParam("blank") String blank,
        @QueryParam("passwords") String passwords) {

    static final String[] PARAMETERS =
            Arrays.stream(BulkOptions.class.getRecordComponents()).map(component -> component.getName()).toArray(String[]::new);

    private static final String CLEAR = "clear";
    private static final String REFUSE = "refuse";
    private static final String GENERATE = "generate";

    /** Throws 400. */
    public BulkOptions check() {
        new Checks().required("mode", mode)
                .that(mode == null || BulkMode.ofFiles(mode).isPresent(), "mode", "must be create, update, upsert or delete")
                .that(isOneOf(dryRun, "true", "false"), "dryRun", "must be true or false")
                .that(isOneOf(blank, "keep", CLEAR), "blank", "must be keep or clear")
                .that(isOneOf(passwords, "given", REFUSE, GENERATE), "passwords", "must be given, refuse or generate").orFail();
        return this;
    }

    private static boolean isOneOf(String value, String... allowed) {
        return value == null || List.of(allowed).contains(value);
    }

    /** Call only after {@link #check}. */
    BulkMode wantedMode() {
        return BulkMode.ofFiles(mode).orElseThrow();
    }

    public boolean isRehearsal() {
        return "true".equals(dryRun);
    }

    boolean clearsBlanks() {
        return CLEAR.equals(blank);
    }

    boolean refusesPasswords() {
        return REFUSE.equals(passwords);
    }

    boolean generatesPasswords() {
        return GENERATE.equals(passwords);
    }
}
