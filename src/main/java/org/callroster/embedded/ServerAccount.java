package org.callroster.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

/**
 * The operating system user that PostgreSQL runs as. PostgreSQL refuses to run as root. If Callroster is root, the server's
 * commands run as the first of these that is possible: the ordinary user who owns the folder; a system account of their own
 * ({@link SystemAccount}); the user "nobody"; or, where "nobody" cannot reach the folder (for example below /root), root
 * without privileges in a user namespace of its own.
 *
 * @param prefix put before each command
 * @param givesFiles whether files that Callroster creates must first be given to this user
 */
record ServerAccount(Owner owner, List<String> prefix, boolean givesFiles) {

    /** Numeric user and group ids. */
    record Owner(int uid, int gid) {

        static Owner of(Path file) throws IOException {
            Map<String, Object> ids = Files.readAttributes(file, "unix:uid,gid", NOFOLLOW_LINKS);
            return new Owner((int) ids.get("uid"), (int) ids.get("gid"));
        }
    }

    private static final Owner ROOT = new Owner(0, 0);
    private static final Owner NOBODY = new Owner(65534, 65534);
    private static final List<String> UNSHARE = List.of("unshare", "-U", "--");
    private static final String USABLE = "test \"$(id -u)\" != 0 && id -un && cd -- \"$0\"";
    private static final Path USERS = Path.of("/etc/passwd");
    private static final Logger LOG = Logger.getLogger(ServerAccount.class);

    static ServerAccount forFolder(Path folder) throws IOException {
        return forFolder(folder, SystemAccount.ofThisMachine());
    }

    static ServerAccount forFolder(Path folder, SystemAccount own) throws IOException {
        Owner owner = Owner.of(folder);
        boolean root = ServerCommand.run(List.of("id", "-u")).output().equals("0");
        List<ServerAccount> candidates = root ? candidatesOfRoot(owner) : candidatesOf(owner);
        for (ServerAccount account : candidates) {
            if (account.reaches(folder)) {
                ServerAccount chosen = account.owner.uid() == NOBODY.uid() ? account.insteadOfNobody(folder, own) : account;
                LOG.debugf("PostgreSQL in %s runs as %s", folder, chosen);
                return chosen;
            }
        }
        throw new IllegalStateException(("PostgreSQL cannot run in %s: it refuses to be root, and needs a user who can reach"
                + " the folder and has a name in /etc/passwd. Start Callroster as such a user who owns the folder, or set"
                + " QUARKUS_DATASOURCE_REACTIVE_URL to use another PostgreSQL.").formatted(folder));
    }

    /**
     * Returns the server's own account if it exists or can be created, reaches the folder, and can own files there. Files on
     * some network drives can't be given to it; then the server stays with "nobody".
     */
    private ServerAccount insteadOfNobody(Path folder, SystemAccount own) throws IOException {
        for (Owner owner : own.foundOrMade().stream().toList()) {
            for (ServerAccount account : List.of(new ServerAccount(owner, setpriv(owner), true),
                    new ServerAccount(owner, su(SystemAccount.NAME), true))) {
                if (account.reaches(folder) && account.canBeGiven(folder)) {
                    return account;
                }
            }
        }
        return this;
    }

    /** Whether other programs may run as the same user, and could read the database's files. */
    boolean isShared() {
        return owner.uid() == NOBODY.uid() && givesFiles;
    }

    private boolean canBeGiven(Path folder) throws IOException {
        Path tried = Files.createTempFile(folder, ".", "");
        try {
            ownOne(tried);
            return true;
        } catch (IOException refused) {
            return false;
        } finally {
            Files.delete(tried);
        }
    }

    /** Runs the command as this user. If it fails, its output becomes the exception's message. */
    void run(List<String> command, String input) throws IOException {
        ServerCommand done = ServerCommand.run(joined(prefix, command), input);
        if (!done.succeeded()) {
            throw new IllegalStateException(
                    "%s failed with code %d: %s".formatted(command.get(0), done.exit(), done.output()));
        }
    }

    /** Like {@link #run}, but returns a failure instead of throwing. */
    ServerCommand attempt(List<String> command) throws IOException {
        return ServerCommand.run(joined(prefix, command));
    }

    /** Makes this user the owner of the database. Other files in the folder, such as root's secrets, stay as they are. */
    void own(DatabaseFolder folder) throws IOException {
        for (Path part : folder.parts()) {
            own(part);
        }
        if (givesFiles) {
            ownOne(folder.path());
        }
    }

    /** Makes this user the owner of a file, or of a folder and all that is in it. */
    void own(Path tree) throws IOException {
        if (!givesFiles) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                ownOne(file);
            }
        }
    }

    private void ownOne(Path file) throws IOException {
        if (Owner.of(file).uid() != owner.uid()) {
            Files.setAttribute(file, "unix:gid", owner.gid(), NOFOLLOW_LINKS);
            Files.setAttribute(file, "unix:uid", owner.uid(), NOFOLLOW_LINKS);
        }
    }

    /**
     * The second candidate is for a user without a name, as in containers: initdb needs a name, and in a user namespace the
     * user is called "nobody".
     */
    private static List<ServerAccount> candidatesOf(Owner user) {
        return List.of(new ServerAccount(user, List.of(), false), new ServerAccount(user, UNSHARE, false));
    }

    private static List<ServerAccount> candidatesOfRoot(Owner owner) throws IOException {
        Owner user = owner.uid() == ROOT.uid() ? NOBODY : owner;
        List<ServerAccount> candidates = new ArrayList<>();
        candidates.add(new ServerAccount(user, setpriv(user), true));
        for (String name : namesOf(user)) {
            candidates.add(new ServerAccount(user, su(name), true));
        }
        candidates.add(new ServerAccount(user, joined(setpriv(user), UNSHARE), true));
        // here the files must belong to root, which would lock ordinary users out of their own folder
        if (user.uid() == NOBODY.uid()) {
            candidates.add(new ServerAccount(ROOT, UNSHARE, true));
        }
        return candidates;
    }

    private static List<String> setpriv(Owner user) {
        return List.of("setpriv", "--reuid", String.valueOf(user.uid()), "--regid", String.valueOf(user.gid()),
                "--clear-groups", "--");
    }

    private static List<String> su(String name) {
        return List.of("su", "-s", "/bin/sh", "-c", "exec \"$@\"", "--", name, "sh");
    }

    private static List<String> namesOf(Owner user) throws IOException {
        if (!Files.isReadable(USERS)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(USERS)) {
            return lines.map(line -> line.split(":"))
                    .filter(fields -> fields.length > 2 && fields[2].equals(String.valueOf(user.uid())))
                    .map(fields -> fields[0]).limit(1).toList();
        }
    }

    /**
     * Runs a test command, because a parent folder may be closed, a tool missing, or the system call forbidden in a container.
     */
    private boolean reaches(Path folder) {
        try {
            // tests the parent, because the folder itself may still belong to root
            return attempt(List.of("sh", "-c", USABLE, folder.getParent().toString())).succeeded();
        } catch (IOException noSuchTool) {
            return false;
        }
    }

    private static List<String> joined(List<String> prefix, List<String> command) {
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }
}
