package org.callroster.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.WRITE;

/** The files of a new, empty database: made once, whole or not at all. */
final class DatabaseFiles {

    static final String DATABASE = "callroster";
    static final String USER = "callroster";
    private static final int PASSWORD_BYTES = 32;

    private DatabaseFiles() {
    }

    static void ensure(DatabaseFolder folder, PostgresBinaries binaries, ServerAccount account) throws IOException {
        if (Files.exists(folder.data())) {
            return;
        }
        writeNewPassword(folder.password());
        Path unfinished = folder.unfinished();
        account.own(folder.password());
        account.own(unfinished);
        account.run(initdb(binaries, unfinished, folder.password()), "");
        account.run(singleUser(binaries, unfinished), "create database " + DATABASE + "\n");
        folder.finish(unfinished, folder.data());
    }

    static String password(DatabaseFolder folder) throws IOException {
        try {
            return TrimmedSecrets.trimmed(Files.readString(folder.password()));
        } catch (NoSuchFileException missing) {
            throw new IllegalStateException(
                    "The file %s is missing; without it the database beside it stays closed. Restore it from a backup."
                            .formatted(folder.password()),
                    missing);
        }
    }

    /** The file is closed to others before there is anything in it, and on disk before the database that needs it. */
    private static void writeNewPassword(Path file) throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(file); // of a first start that did not come to its end
        Files.createFile(file, DatabaseFolder.OWNER_ONLY_FILE);
        Files.writeString(file, HexFormat.of().formatHex(random) + "\n", WRITE, SYNC);
    }

    private static List<String> initdb(PostgresBinaries binaries, Path data, Path password) {
        return List.of(binaries.program("initdb"),
                "--pgdata=" + data,
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums");
    }

    /** Without a server, for the archive holds no client to talk to one; by itself it would go on after an error. */
    private static List<String> singleUser(PostgresBinaries binaries, Path data) {
        return List.of(binaries.program("postgres"), "--single", "-D", data.toString(), "-c", "exit_on_error=on", "postgres");
    }
}
