package org.callroster.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class EmbeddedPostgresTest {

    /** Shared by all tests, because the first start in a folder takes seconds. */
    @TempDir
    static Path folder;

    @Test
    void aRestartKeepsTheData() throws SQLException {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(folder)) {
            tell(first, "create table kept as select 'still here' as words");
        }
        try (EmbeddedPostgres second = EmbeddedPostgres.start(folder)) {
            assertEquals("still here", ask(second, "select words from kept"));
        }
    }

    @Test
    void aServerLeftBehindByAKilledProcessIsReplaced() throws IOException, SQLException {
        try (AnotherCallroster killed = AnotherCallroster.on(folder)) {
            killed.kill();
            assertTrue(answers(killed.said()), "the killed process should leave its server behind");
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
                assertNotEquals(killed.said(), postgres.jdbcUrl());
                assertFalse(answers(killed.said()), "the server left behind should be stopped");
                assertEquals("1", ask(postgres, "select 1"));
            }
        }
    }

    @Test
    void aSecondServiceOnTheSameFolderIsRefused() throws IOException, SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            assertRefused(assertThrows(IllegalStateException.class, () -> EmbeddedPostgres.start(folder)).getMessage());
            try (AnotherCallroster another = AnotherCallroster.on(folder)) {
                assertRefused(another.said()); // after this process was refused, which must not have released its lock
            }
            assertEquals("1", ask(postgres, "select 1"));
        }
    }

    private static void assertRefused(String message) {
        assertTrue(message.contains("Another Callroster is running on the folder " + folder), message);
    }

    @Test
    void anAdministrativeCommandJoinsTheRunningServer() throws IOException, SQLException {
        try (AnotherCallroster service = AnotherCallroster.on(folder)) {
            try (EmbeddedPostgres joined = EmbeddedPostgres.join(folder)) {
                assertEquals(service.said(), joined.jdbcUrl());
                assertEquals("1", ask(joined, "select 1"));
            }
            assertTrue(answers(service.said()), "the service should keep its server");
        }
    }

    @Test
    void anAdministrativeCommandAloneStartsAServerAndStopsIt() throws SQLException {
        EmbeddedPostgres alone = EmbeddedPostgres.join(folder);
        assertEquals("1", ask(alone, "select 1"));
        alone.close();
        assertFalse(answers(alone.jdbcUrl()));
    }

    @Test
    void theFolderAndItsPasswordAreClosedToOthers() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        EmbeddedPostgres.start(folder).close();
        assertEquals("rwx------", permissions(folder));
        assertEquals("rwx------", permissions(folder.resolve("pgdata")));
        assertEquals("rw-------", permissions(folder.resolve("database-password")));
        assertEquals("rw-------", permissions(folder.resolve("postgresql.log")));
        assertEquals(64, Files.readString(folder.resolve("database-password")).strip().length());
    }

    @Test
    void aWrongPasswordIsRefused() {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            SQLException refused = assertThrows(SQLException.class,
                    () -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), "guessed").close());
            assertEquals("28P01", refused.getSQLState());
        }
    }

    @Test
    void theServerIsReachedOverTheLoopbackAddressOnly() throws IOException, SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            assertEquals("127.0.0.1", ask(postgres, "show listen_addresses"));
            // the line for the folder of the socket
            assertEquals("", Files.readAllLines(folder.resolve("pgdata/postmaster.pid")).get(4));
        }
    }

    @Test
    void theDatabaseSpeaksUtf8AndIsSafeOnDisk() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            assertEquals("UTF8 b C.UTF-8", ask(postgres, """
                    select pg_encoding_to_char(encoding) || ' ' || datlocprovider::text || ' ' || datlocale
                    from pg_database where datname = current_database()"""));
            assertEquals("on", ask(postgres, "show data_checksums"));
            assertEquals("on", ask(postgres, "show fsync"));
        }
    }

    @Test
    void theServicesRoleOwnsItsDatabaseAndNothingElse() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            assertNoSuperuser(postgres);
            assertEquals("callroster", ask(postgres, "select string_agg(datname, ',') from pg_database where datdba = "
                    + "(select oid from pg_roles where rolname = current_user)"));
            assertEquals("42501", assertThrows(SQLException.class, () -> tell(postgres, "create role another")).getSQLState());
            assertEquals("42501",
                    assertThrows(SQLException.class, () -> tell(postgres, "copy (select 1) to program 'cat'")).getSQLState());
        }
    }

    /** The superuser has no password. */
    @Test
    void nobodyLogsInAsTheSuperuser() {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            for (String password : List.of("", postgres.password())) {
                assertEquals(password.isEmpty() ? "08004" : "28P01", assertThrows(SQLException.class,
                        () -> DriverManager.getConnection(postgres.jdbcUrl(), "callroster_superuser", password).close())
                        .getSQLState());
            }
        }
    }

    @Test
    void aFolderWhoseRoleWasTheSuperuserIsChangedOver(@TempDir Path old) throws IOException, SQLException {
        makeAsBefore(old);
        for (int start = 0; start < 2; start++) {
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(old)) {
                assertNoSuperuser(postgres);
                assertEquals("still here", ask(postgres, "select words from kept"));
                tell(postgres, "alter table kept add added" + start + " int; insert into kept values ('more')");
                tell(postgres, "delete from kept where words = 'more'");
            }
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(old)) {
            tell(postgres, "drop schema public cascade; create schema public; create table again (n int)");
        }
    }

    @Test
    void aChangeOverThatWasInterruptedIsRepeated(@TempDir Path old) throws IOException, SQLException {
        makeAsBefore(old);
        Superuser.tell(old, "postgres",
                "update pg_authid set rolname = 'callroster_superuser', rolpassword = null where oid = 10");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(old)) {
            assertNoSuperuser(postgres);
            assertEquals("still here", ask(postgres, "select words from kept"));
        }
    }

    private static void assertNoSuperuser(EmbeddedPostgres postgres) throws SQLException {
        assertEquals("callroster f f f f", ask(postgres, """
                select concat_ws(' ', rolname, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls) from pg_roles
                where rolname = current_user"""));
    }

    /** As the first releases made folders: the only role was the superuser of the server. */
    private static void makeAsBefore(Path old) throws IOException {
        DatabaseFolder made = DatabaseFolder.open(old);
        PostgresBinaries binaries = PostgresBinaries.unpackedIn(made);
        ServerAccount account = ServerAccount.forFolder(made.path());
        Files.createFile(made.lock(), DatabaseFolder.OWNER_ONLY_FILE);
        Files.writeString(Files.createFile(made.password(), DatabaseFolder.OWNER_ONLY_FILE), "a-password\n");
        Files.createDirectory(made.data());
        account.own(made);
        account.run(List.of(binaries.program("initdb"), "--pgdata=" + made.data(), "--username=callroster",
                "--pwfile=" + made.password(), "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"), "");
        Superuser.tell(old, "postgres", "create database callroster");
        Superuser.tell(old, "callroster", "create table kept as select 'still here' as words");
        Superuser.tell(old, "callroster", "drop schema if exists none; create schema \"of the user\"");
    }

    /** If the dependency were updated but not the constant, folders would keep the old programs forever. */
    @Test
    void theServerHasTheVersionItsFolderIsNamedAfter() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            assertEquals(PostgresBinaries.VERSION, ask(postgres, "show server_version") + ".0");
        }
    }

    @Test
    void anInterruptedFirstStartIsRepeated(@TempDir Path interrupted) throws IOException, SQLException {
        Files.createFile(interrupted.resolve("callroster.lock"));
        Files.createDirectories(interrupted.resolve("new-1/bin"));
        Files.writeString(interrupted.resolve("new-1/bin/postgres"), "half a prog");
        Files.createFile(interrupted.resolve("database-password"));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(interrupted)) {
            assertEquals("1", ask(postgres, "select 1"));
        }
        assertEquals(List.of("callroster.lock", "database-password", "pgdata", "postgresql.log",
                "server-" + PostgresBinaries.VERSION), names(interrupted));
    }

    @Test
    void aStrangerWhoHasTheNumberOfAnEndedServerIsLeftAlone() throws IOException, SQLException {
        EmbeddedPostgres.start(folder).close();
        // runs as the server's own user, because a server ignores processes of other users anyway
        List<String> account = ServerAccount.forFolder(folder).prefix();
        Process stranger = new ProcessBuilder(Stream.concat(account.stream(), Stream.of("sleep", "60")).toList()).start();
        try {
            Files.write(folder.resolve("pgdata/postmaster.pid"), List.of(String.valueOf(stranger.pid()),
                    folder.toRealPath().resolve("pgdata").toString(), "1", "5432", "", "127.0.0.1", "1 1", "ready   "));
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
                assertEquals("1", ask(postgres, "select 1"));
            }
            assertTrue(stranger.isAlive());
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void ifThePortIsTakenMeanwhileAnotherIsUsed() throws IOException {
        EmbeddedPostgres.start(folder).close();
        DatabaseFolder database = DatabaseFolder.open(folder);
        ServerStart start = new ServerStart(database, PostgresBinaries.unpackedIn(database),
                ServerAccount.forFolder(database.path()));
        int free = ServerStart.freePort();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Iterator<Integer> ports = List.of(taken.getLocalPort(), free).iterator();
            assertEquals(free, start.onFreePort(ports::next));
        } finally {
            Postmaster.in(database).orElseThrow().stop(Duration.ofSeconds(10));
        }
    }

    @Test
    void aServerIsStoppedInAnInterruptedThreadTooAndOnlyOnce() {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder);
        Thread.currentThread().interrupt();
        postgres.close();
        assertTrue(Thread.interrupted(), "the interruption should not be swallowed");
        assertFalse(answers(postgres.jdbcUrl()));
        try (EmbeddedPostgres next = EmbeddedPostgres.start(folder)) {
            postgres.close();
            assertTrue(answers(next.jdbcUrl()));
        }
    }

    @Test
    void anOvergrownLogIsSetAside() throws IOException {
        EmbeddedPostgres.start(folder).close();
        Path log = folder.resolve("postgresql.log");
        try (RandomAccessFile overgrown = new RandomAccessFile(log.toFile(), "rw")) {
            overgrown.setLength(11 * 1024 * 1024);
        }
        EmbeddedPostgres.start(folder).close();
        assertTrue(Files.size(log) < 100_000);
        Files.delete(folder.resolve("postgresql.log.1"));
    }

    @Test
    void aFolderWithOtherFilesIsRefusedAndNotTouched(@TempDir Path documents) throws IOException {
        Files.createFile(documents.resolve("letter.txt"));
        Files.setPosixFilePermissions(documents, PosixFilePermissions.fromString("rwxr-xr-x"));
        String message = assertThrows(IllegalStateException.class, () -> EmbeddedPostgres.start(documents)).getMessage();
        assertTrue(message.contains("holds other files"), message);
        assertEquals("rwxr-xr-x", permissions(documents));
        assertEquals(List.of("letter.txt"), names(documents));
    }

    @Test
    void aFolderWithSecretsOfTheServiceIsAccepted(@TempDir Path secrets) throws IOException {
        Files.createFile(secrets.resolve("master-key"), DatabaseFolder.OWNER_ONLY_FILE);
        assertEquals(secrets.toRealPath(), DatabaseFolder.open(secrets).path());
    }

    @Test
    void nothingOfTheCallersEnvironmentReachesTheServer() throws IOException {
        List<String> names = ServerCommand.run(List.of("env")).output().lines()
                .map(line -> line.replaceFirst("=.*", "")).sorted().toList();
        assertEquals(List.of("LC_ALL", "PATH"), names);
    }

    private static String ask(EmbeddedPostgres postgres, String query) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void tell(EmbeddedPostgres postgres, String command) throws SQLException {
        try (Connection connection = connect(postgres); Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
    }

    /** Whether there is a server at all. It answers a stranger that a password is missing. */
    private static boolean answers(String jdbcUrl) {
        try {
            DriverManager.getConnection(jdbcUrl, "nobody", "").close();
            return true;
        } catch (SQLException refused) {
            return !"08001".equals(refused.getSQLState());
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
