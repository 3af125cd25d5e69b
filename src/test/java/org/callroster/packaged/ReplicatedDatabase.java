package org.callroster.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.callroster.Eventually;
import org.callroster.embedded.EmbeddedPostgres;
import org.callroster.embedded.Superuser;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

/**
 * A PostgreSQL server, a synchronous standby that follows it, and one name and address that lead to the primary. A commit is
 * acknowledged when both servers have it on disk.
 */
final class ReplicatedDatabase implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RIGHTS = "alter role callroster replication; grant pg_read_all_stats to callroster;"
            + " grant execute on function pg_promote to callroster";

    private static final String NAME = "primary.example";
    /** On Linux all of 127.0.0.0/8 is this machine. */
    private static final String SECOND_ADDRESS = "127.0.0.2";

    private final DatabaseServer primary;
    private final DatabaseServer standby;
    private final Link address;
    private final Link secondAddress;
    private final Installation here;
    private final Path names;
    private PgBouncer between;
    private volatile int leadsTo;

    private ReplicatedDatabase(DatabaseServer primary, DatabaseServer standby, Installation here) throws IOException {
        this.primary = primary;
        this.standby = standby;
        this.leadsTo = primary.port();
        this.address = new Link(() -> leadsTo);
        this.secondAddress = new Link(InetAddress.getByName(SECOND_ADDRESS), address.port(), standby::port);
        this.here = here;
        this.names = here.folder().resolve("hosts");
        name("127.0.0.1");
    }

    private void name(String ip) {
        try {
            Files.writeString(names, ip + " " + NAME + "\n127.0.0.1 localhost\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ReplicatedDatabase start(String test) throws IOException {
        Installation first = Installation.empty(test + "-primary");
        EmbeddedPostgres.start(first.data()).close();
        Superuser.tell(first.data(), "callroster", RIGHTS);
        Installation second = Installation.copy(test + "-standby", first);
        set(first, "synchronous_standby_names = standby");
        DatabaseServer primary = DatabaseServer.startIn(first);
        set(second, "primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s application_name=standby'"
                .formatted(primary.port(), primary.username(), primary.password()));
        Files.createFile(files(second).resolve("standby.signal"));
        DatabaseServer standby = DatabaseServer.startIn(second);
        Eventually.holds(PATIENCE, () -> primary.count("pg_stat_replication where sync_state = 'sync'") == 1);
        return new ReplicatedDatabase(primary, standby, first);
    }

    private static void set(Installation server, String setting) throws IOException {
        Files.writeString(files(server).resolve("postgresql.conf"), setting + "\n", APPEND, CREATE);
    }

    private static Path files(Installation server) {
        return server.data().resolve("pgdata");
    }

    /** A service that knows only the name. */
    Service service() {
        return primary.service(
                Map.of("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://" + NAME + ":" + address.port() + "/callroster",
                        "JAVA_TOOL_OPTIONS", "-Djdk.net.hosts.file=" + names));
    }

    /** A service behind a PgBouncer that knows only the address. */
    Service serviceBehindPgBouncer() {
        between = PgBouncer.before(primary, address.port(), here);
        return primary.service(between.settings(address.port()));
    }

    /** Sends SIGKILL to all processes of the primary. */
    void killPrimary() {
        primary.kill();
    }

    /** The primary accepts connections, and says nothing. */
    void silence() {
        address.silence();
    }

    /** The primary's machine is gone for the service, and closes nothing. */
    void lose() {
        address.lose();
    }

    /** The standby becomes a primary. */
    void promote() {
        standby.column("select pg_promote()");
    }

    /** New connections lead to the standby. Earlier ones stay as they are. */
    void moveAddress() {
        leadsTo = standby.port();
        address.speak();
    }

    /** The name leads to another address, which leads to the standby. */
    void moveName() {
        name(SECOND_ADDRESS);
    }

    /** Of the former standby. */
    List<String> column(String sql) {
        return standby.column(sql);
    }

    int count(String rows) {
        return standby.count(rows);
    }

    @Override
    public void close() {
        if (between != null) {
            between.close();
        }
        primary.close();
        standby.close();
        address.close();
        secondAddress.close();
    }
}
