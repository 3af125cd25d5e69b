package org.callroster.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SecretFileTest {

    @TempDir
    Path folder;

    @Test
    void onlyItsOwnerReadsIt() throws IOException {
        SecretFile file = SecretFile.in(folder, "secret");
        file.write("abc");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())));
        assertEquals("abc", Files.readString(file.path()));
    }

    @Test
    void contentIsMadeOnceAndThenKept() {
        SecretFile file = SecretFile.in(folder, "secret");
        assertEquals("first", file.readOrCreate(() -> "first"));
        assertEquals("first", file.readOrCreate(() -> "second"));
    }

    @Test
    void lineEndOfAnEditorIsNoPartOfIt() throws IOException {
        Files.writeString(folder.resolve("secret"), "abc\n");
        assertEquals("abc", SecretFile.in(folder, "secret").readOrCreate(() -> "other"));
    }

    @Test
    void writingAgainReplacesItAndLeavesNoDraft() throws IOException {
        SecretFile file = SecretFile.in(folder.resolve("new/folder"), "secret");
        file.write("a longer one");
        file.write("b");
        assertEquals("b", Files.readString(file.path()));
        try (Stream<Path> files = Files.list(file.path().getParent())) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void placeThatCannotBeWrittenRefusesTheStart() throws IOException {
        Path noFolder = Files.writeString(folder.resolve("file"), "");
        StartRefused refused = assertThrows(StartRefused.class, () -> SecretFile.in(noFolder, "secret").write("a"));
        assertTrue(refused.getMessage().startsWith("Callroster can't start: " + noFolder.resolve("secret")),
                refused.getMessage());
    }
}
