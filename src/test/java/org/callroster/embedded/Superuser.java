package org.callroster.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** Does what only the superuser of an embedded database may do, while its server is stopped. */
public final class Superuser {

    private Superuser() {
    }

    /** Runs one statement in one of the databases. */
    public static void tell(Path dataDir, String database, String sql) throws IOException {
        DatabaseFolder folder = DatabaseFolder.open(dataDir);
        ServerAccount.forFolder(folder.path())
                .run(DatabaseFiles.singleUser(PostgresBinaries.unpackedIn(folder), folder.data(), database), sql + ";\n\n");
    }

    /** Lets the service's role create databases and roles, for tests that need some. */
    public static void letMakeDatabases(Path dataDir) throws IOException {
        EmbeddedPostgres.start(dataDir).close();
        tell(dataDir, "postgres", "alter role callroster createdb createrole");
    }
}
