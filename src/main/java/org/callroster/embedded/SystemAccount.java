package org.callroster.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.callroster.embedded.ServerAccount.Owner;

/**
 * A system account for the embedded database alone: no other program runs as it, and no user logs in as it.
 *
 * @param users the machine's accounts, as in /etc/passwd
 * @param makers commands that create the account, tried in this order
 */
record SystemAccount(Path users, List<List<String>> makers) {

    static final String NAME = "callroster";

    /** With the tool of Linux distributions, or with BusyBox's. */
    private static final List<List<String>> MAKERS = List.of(
            List.of("useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell",
                    "/usr/sbin/nologin", NAME),
            List.of("adduser", "-S", "-D", "-H", "-h", "/nonexistent", "-s", "/sbin/nologin", NAME));

    static SystemAccount ofThisMachine() {
        return new SystemAccount(Path.of("/etc/passwd"), MAKERS);
    }

    /** Empty if there is no such account and none can be created. */
    Optional<Owner> foundOrMade() throws IOException {
        Optional<Owner> account = found();
        for (List<String> maker : makers) {
            if (account.isEmpty()) {
                attempt(maker);
                account = found(); // also finds an account that another process has just created
            }
        }
        return account;
    }

    private static void attempt(List<String> maker) {
        try {
            ServerCommand.run(maker);
        } catch (IOException noSuchTool) {
            return;
        }
    }

    private Optional<Owner> found() throws IOException {
        if (!Files.isReadable(users)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(users)) {
            return lines.map(line -> line.split(":")).filter(fields -> fields.length > 3 && fields[0].equals(NAME))
                    .map(fields -> new Owner(Integer.parseInt(fields[2]), Integer.parseInt(fields[3])))
                    .filter(owner -> owner.uid() != 0).findFirst();
        }
    }
}
