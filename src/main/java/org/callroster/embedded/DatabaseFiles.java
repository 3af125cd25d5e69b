package org.callroster.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.WRITE;

/** The database files: created once, completely or not at all. The service's role owns its database and nothing else. */
final class DatabaseFiles {

    static final String DATABASE = "callroster";
    static final String USER = "callroster";
    /** No user can log in as this role: it has no password. */
    private static final String SUPERUSER = "callroster_superuser";
    private static final String MADE = "callroster-is-no-superuser";
    private static final int PASSWORD_BYTES = 32;

    private static final String NEW = """
            create role callroster login password '%s';

            create database callroster owner callroster;

            alter role callroster_superuser password null;

            """;
    /**
     * PostgreSQL's first role (oid 10) must stay a superuser, and no command can rename the role that runs it. So the catalog
     * is changed directly.
     */
    private static final String SEPARATE = """
            update pg_authid set rolname = 'callroster_superuser', rolpassword = null where oid = 10;

            do $$ begin
                if not exists (select from pg_roles where rolname = 'callroster') then
                    create role callroster;
                end if;
            end $$;

            alter role callroster nosuperuser login password '%s';

            alter database callroster owner to callroster;

            """;
    private static final String HAND_OVER = """
            do $$ declare
                name text;
            begin
                for name in select quote_ident(nspname) from pg_namespace
                        where nspowner = 10 and nspname !~ '^pg_' and nspname <> 'information_schema' loop
                    execute 'alter schema ' || name || ' owner to callroster';
                end loop;
                for name in select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where c.relowner = 10 and c.relkind in ('r', 'p', 'v', 'm') and nspname !~ '^pg_'
                            and nspname <> 'information_schema' loop
                    execute 'alter table ' || name || ' owner to callroster';
                end loop;
            end $$;

            """;

    private DatabaseFiles() {
    }

    static void ensure(DatabaseFolder folder, PostgresBinaries binaries, ServerAccount account) throws IOException {
        if (!Files.exists(folder.data())) {
            make(folder, binaries, account);
        } else if (!Files.exists(folder.data().resolve(MADE))) {
            takeSuperuserAway(folder, binaries, account);
        }
    }

    private static void make(DatabaseFolder folder, PostgresBinaries binaries, ServerAccount account) throws IOException {
        writeNewPassword(folder.password());
        Path unfinished = folder.unfinished();
        account.own(folder.password());
        account.own(unfinished);
        account.run(initdb(binaries, unfinished, folder.password()), "");
        account.run(singleUser(binaries, unfinished, "postgres"), NEW.formatted(password(folder)));
        Files.createFile(unfinished.resolve(MADE));
        folder.finish(unfinished, folder.data());
    }

    /**
     * For folders of older releases, whose service role was the superuser. If this is interrupted, the next start repeats it.
     */
    private static void takeSuperuserAway(DatabaseFolder folder, PostgresBinaries binaries, ServerAccount account)
            throws IOException {
        account.run(singleUser(binaries, folder.data(), "postgres"), SEPARATE.formatted(password(folder)));
        account.run(singleUser(binaries, folder.data(), DATABASE), HAND_OVER);
        Files.createFile(folder.data().resolve(MADE));
    }

    static String password(DatabaseFolder folder) throws IOException {
        try {
            return Files.readString(folder.password()).strip();
        } catch (NoSuchFileException missing) {
            throw new IllegalStateException(
                    "The file %s is missing; without it the database beside it stays closed. Restore it from a backup."
                            .formatted(folder.password()),
                    missing);
        }
    }

    /** The file gets its permissions before its content, and is on disk before the database that needs it. */
    private static void writeNewPassword(Path file) throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(file); // left by a first start that was interrupted
        Files.createFile(file, DatabaseFolder.OWNER_ONLY_FILE);
        Files.writeString(file, HexFormat.of().formatHex(random) + "\n", WRITE, SYNC);
    }

    private static List<String> initdb(PostgresBinaries binaries, Path data, Path password) {
        return List.of(binaries.program("initdb"),
                "--pgdata=" + data,
                "--username=" + SUPERUSER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums");
    }

    /**
     * Works without a server, because the archive holds no client for one. By default it would continue after an error, and log
     * the statement, which may hold a password. Two line ends close a statement.
     */
    static List<String> singleUser(PostgresBinaries binaries, Path data, String database) {
        return List.of(binaries.program("postgres"), "--single", "-j", "-D", data.toString(),
                "-c", "exit_on_error=on", "-c", "log_min_error_statement=panic", "-c", "allow_system_table_mods=on", database);
    }
}
