package org.callroster.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What {@code import} was asked to do.
 *
 * @param csv otherwise NDJSON
 * @param mode as of a bulk by file; {@code create} unless given
 * @param blank as of a bulk by file; null for its default
 */
record ImportOptions(Path file, boolean csv, String tenant, String mode, boolean dryRun, String blank) {

    private static final Set<String> WITH_VALUE = Set.of("--tenant", "--mode", "--blank");
    private static final String DRY_RUN = "--dry-run";
    private static final List<String> CSV = List.of(".csv", ".tsv", ".txt");
    private static final List<String> NDJSON = List.of(".ndjson", ".jsonl");

    /** Fails with {@link IllegalArgumentException}. The first argument is the command. */
    static ImportOptions parse(String... args) {
        Deque<String> rest = new ArrayDeque<>(Arrays.asList(args).subList(1, args.length));
        Map<String, String> given = new HashMap<>();
        while (!rest.isEmpty()) {
            String word = rest.pop();
            String name = word.startsWith("-") ? word : "FILE";
            require(name.equals("FILE") || name.equals(DRY_RUN) || WITH_VALUE.contains(name),
                    word + " is not an option of import");
            require(!WITH_VALUE.contains(name) || !rest.isEmpty(), word + " needs a value");
            require(given.put(name, WITH_VALUE.contains(name) ? rest.pop() : word) == null, name + " is given twice");
        }
        require(given.containsKey("FILE"), "import needs a file");
        require(given.containsKey("--tenant"), "import needs --tenant");
        Path file = Path.of(given.get("FILE"));
        require(Files.isRegularFile(file) && Files.isReadable(file), "there is no file " + file + " that can be read");
        return new ImportOptions(file, isCsv(file.getFileName().toString().toLowerCase(Locale.ROOT)),
                given.get("--tenant"), given.getOrDefault("--mode", "create"), given.containsKey(DRY_RUN),
                given.get("--blank"));
    }

    private static boolean isCsv(String name) {
        boolean csv = CSV.stream().anyMatch(name::endsWith);
        require(csv || NDJSON.stream().anyMatch(name::endsWith), "the name of the file must end in " + String.join(", ", CSV)
                + " (CSV), " + String.join(" or ", NDJSON) + " (JSON lines)");
        return csv;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
