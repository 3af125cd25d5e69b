package org.callroster.ops;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.config.Config;

/**
 * Whether the process can read the names it is given. In the locale C it can read only ASCII letters, and cannot open a folder
 * whose name has others.
 */
final class ReadableNames {

    private static final String UNREADABLE = "\uFFFD";
    private static final String OURS = "(CALLROSTER|QUARKUS|OTEL)_.*";
    private static final List<String> PATHS = List.of("callroster.data-dir", "callroster.bootstrap.file");
    private static final String REASON = " letters that the locale of this process can't read: start it with LC_ALL=C.UTF-8";

    private ReadableNames() {
    }

    /** Fails with {@link IllegalStateException} if one of our variables or the name of the working folder cannot be read. */
    static void check(Map<String, String> environment, String workingFolder) {
        environment.forEach((name, value) -> {
            if (name.matches(OURS) && value.contains(UNREADABLE)) {
                throw new IllegalStateException(name + " holds" + REASON);
            }
        });
        check("the folder it is started in", workingFolder);
    }

    /** The same for paths in settings of any source. */
    static void check(Config config) {
        PATHS.forEach(setting -> config.getOptionalValue(setting, String.class).ifPresent(path -> check(setting, path)));
    }

    private static void check(String what, String path) {
        try {
            Path.of(path);
        } catch (InvalidPathException e) {
            throw new IllegalStateException(what + " has" + REASON + ", or use another folder", e);
        }
    }
}
