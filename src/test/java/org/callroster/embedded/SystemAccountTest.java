package org.callroster.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.callroster.embedded.ServerAccount.Owner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

class SystemAccountTest {

    private static final String LINE = "callroster:x:987:986::/nonexistent:/usr/sbin/nologin";
    private static final List<String> NO_SUCH_TOOL = List.of("no-such-tool");
    private static final List<String> REFUSES = List.of("false");

    @TempDir
    Path folder;
    private Path users;

    @BeforeEach
    void writeUsers() throws IOException {
        users = Files.writeString(folder.resolve("passwd"), "root:x:0:0:root:/root:/bin/sh\nnot-callroster:x:1:1:::\n");
    }

    @Test
    void accountThatIsThereIsTaken() throws IOException {
        Files.writeString(users, "broken\n" + LINE + "\n");
        assertEquals(Optional.of(new Owner(987, 986)), new SystemAccount(users, List.of(REFUSES)).foundOrMade());
    }

    @Test
    void accountIsMadeByTheFirstToolThatCan() throws IOException {
        List<String> maker = List.of("sh", "-c", "echo '" + LINE + "' >> " + users);
        assertEquals(Optional.of(new Owner(987, 986)),
                new SystemAccount(users, List.of(NO_SUCH_TOOL, REFUSES, maker, maker)).foundOrMade());
        assertEquals(3, Files.readAllLines(users).size());
    }

    @Test
    void whereNoneCanBeMadeThereIsNone() throws IOException {
        assertEquals(Optional.empty(), new SystemAccount(users, List.of(NO_SUCH_TOOL, REFUSES)).foundOrMade());
        assertEquals(Optional.empty(), new SystemAccount(folder.resolve("none"), List.of()).foundOrMade());
    }

    @Test
    void rootByThatNameIsNotTaken() throws IOException {
        Files.writeString(users, "callroster:x:0:0::/:/bin/sh\n");
        assertEquals(Optional.empty(), new SystemAccount(users, List.of()).foundOrMade());
    }
}
