package org.callroster.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class ServerAccountTest {

    private static final int NOBODY = 65534;
    private static final int ORDINARY = 1; // daemon; initdb needs a user with a name
    private static final SystemAccount NONE = new SystemAccount(Path.of("/nonexistent"), List.of());

    @TempDir
    Path parent;
    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(parent.resolve("data"));
        Files.createFile(folder.resolve("file"));
    }

    @Test
    void anOrdinaryUserRunsTheServerHimself() throws IOException {
        int self = uid(folder);
        assumeTrue(self != 0, "is root");
        ServerAccount account = ServerAccount.forFolder(folder);
        assertEquals(String.valueOf(self), account.attempt(List.of("id", "-u")).output());
    }

    @Test
    void rootLeavesTheServerToAnAccountOfItsOwnAlsoWhereNobodyHadIt() throws IOException {
        assumeRoot();
        open(parent);
        int own = SystemAccount.ofThisMachine().foundOrMade().map(ServerAccount.Owner::uid).orElse(NOBODY);
        assumeTrue(own != NOBODY, "no account can be made here");
        for (int before : List.of(0, NOBODY)) {
            Files.setAttribute(folder, "unix:uid", before);
            Files.setAttribute(folder.resolve("file"), "unix:uid", before);
            ServerAccount account = ServerAccount.forFolder(folder);
            account.own(folder);
            assertFalse(account.isShared());
            assertEquals(own, uid(folder));
            assertEquals(own, uid(folder.resolve("file")));
            assertCanWriteIn(folder, account);
            assertEquals(List.of("file"), names());
        }
    }

    @Test
    void rootLeavesTheServerToNobodyWhereNoAccountCanBeMade() throws IOException {
        assumeRoot();
        open(parent);
        ServerAccount account = ServerAccount.forFolder(folder, NONE);
        account.own(folder);
        assertTrue(account.isShared());
        assertEquals(NOBODY, uid(folder));
        assertEquals(NOBODY, uid(folder.resolve("file")));
        assertCanWriteIn(folder, account);
    }

    @Test
    void rootLeavesTheServerToTheUserWhoOwnsTheFolder() throws IOException {
        assumeRoot();
        open(parent);
        Files.setAttribute(folder, "unix:uid", ORDINARY);
        ServerAccount account = ServerAccount.forFolder(folder);
        account.own(folder);
        assertEquals(ORDINARY, uid(folder.resolve("file")));
        assertCanWriteIn(folder, account);
    }

    @Test
    void aFolderThatOnlyRootReachesGoesBackToRootAndForth() throws IOException {
        assumeRoot();
        assumeTrue(ServerCommand.run(List.of("unshare", "-U", "true")).succeeded(), "no user namespaces");
        for (int uid : List.of(0, NOBODY, 0)) {
            Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString(uid == 0 ? "rwx------" : "rwxr-xr-x"));
            ServerAccount account = ServerAccount.forFolder(folder, NONE);
            account.own(folder);
            assertEquals(uid, uid(folder.resolve("file")));
            assertCanWriteIn(folder, account);
        }
    }

    @Test
    void aSecretOfRootBesideTheDatabaseStaysRoots() throws IOException {
        assumeRoot();
        open(parent);
        Path password = Files.createFile(folder.resolve("database-password"));
        ServerAccount.forFolder(folder, NONE).own(new DatabaseFolder(folder));
        assertEquals(NOBODY, uid(folder));
        assertEquals(NOBODY, uid(password));
        assertEquals(0, uid(folder.resolve("file")));
    }

    @Test
    void anOrdinaryUsersFolderIsNotTakenFromHim() throws IOException {
        assumeRoot();
        Files.setAttribute(folder, "unix:uid", ORDINARY);
        String message = assertThrows(IllegalStateException.class, () -> ServerAccount.forFolder(folder)).getMessage();
        assertTrue(message.contains(folder.toString()), message);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }

    private void assumeRoot() throws IOException {
        assumeTrue(uid(folder) == 0, "is not root");
    }

    private static void assertCanWriteIn(Path folder, ServerAccount account) throws IOException {
        ServerCommand written = account.attempt(List.of("sh", "-c", "test $(id -u) != 0 && echo 1 >> \"$0\"",
                folder.resolve("file").toString()));
        assertTrue(written.succeeded(), written.output());
    }

    private static void open(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static int uid(Path file) throws IOException {
        return ServerAccount.Owner.of(file).uid();
    }
}
