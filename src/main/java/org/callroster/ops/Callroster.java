package org.callroster.ops;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.callroster.command.AdminCommand;
import org.callroster.command.ImportCommand;
import org.callroster.embedded.EmbeddedPlace;
import org.callroster.embedded.EmbeddedPostgres;
import org.callroster.installation.DatabaseSettings;
import org.callroster.installation.MigrationRun;
import org.callroster.installation.Migrations;
import org.eclipse.microprofile.config.Config;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The launcher: finds or starts the database, then serves or runs one administrative command. */
@QuarkusMain
public class Callroster {

    private static final String USAGE = """
            Usage:
              java -jar quarkus-run.jar                          serve until stopped
              java -jar quarkus-run.jar secret TENANT LOGIN      make an API secret for a user, and show it
              java -jar quarkus-run.jar password TENANT LOGIN    make a password for a user, to be changed at the next login
              java -jar quarkus-run.jar unlock TENANT LOGIN      end the lock of a user's account
              java -jar quarkus-run.jar enable TENANT LOGIN      let a disabled user in again
              java -jar quarkus-run.jar disable-tenant TENANT    refuse all tokens, sessions and logins of a tenant
              java -jar quarkus-run.jar enable-tenant TENANT     take them again
              java -jar quarkus-run.jar import FILE --tenant TENANT [--mode create|update|upsert|delete] [--dry-run]
                        [--blank keep|clear]                     create or change the users of a file (.csv, .ndjson)
              java -jar quarkus-run.jar trim-audit               delete audit rows that are older than the tenants keep them
              java -jar quarkus-run.jar health                   ask the service that runs on this machine whether it lives
              java -jar quarkus-run.jar --help                   this text

            Every setting comes from the environment; docs/settings.md lists them. Without QUARKUS_DATASOURCE_REACTIVE_URL an
            embedded PostgreSQL keeps its data in CALLROSTER_DATA_DIR (./data).
            """;
    private static final long STOP_SECONDS = 60;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private EmbeddedPostgres database;

    public static void main(String... args) {
        // otherwise JDK 22 or later takes a pipe for a console
        System.setProperty("jdk.console", "java.base");
        // otherwise Quarkus answers 400 without a body to raw characters that http.RequestTarget accepts as they are
        System.setProperty("vertx.disableURIValidation", "true");
        if (args.length == 0) {
            new Callroster().run(null);
        } else if (AdminCommand.isOne(args)) {
            command(AdminCommand.class, args);
        } else if (args[0].equals("import") && args.length > 1) {
            requireSense(args);
            command(ImportCommand.class, args);
        } else if (args.length == 1 && args[0].equals("health")) {
            System.exit(health());
        } else {
            boolean asked = Arrays.asList("--help", "-h", "help").contains(args[0]);
            (asked ? System.out : System.err).print(USAGE);
            System.exit(asked ? 0 : 2);
        }
    }

    private static void command(Class<? extends QuarkusApplication> command, String... args) {
        System.setProperty("quarkus.log.level", "WARN");
        new Callroster().run(command, args);
    }

    /** Before a database is started for it. */
    private static void requireSense(String... args) {
        try {
            ImportCommand.check(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static int health() {
        try {
            return HealthCommand.run();
        } catch (IllegalStateException e) {
            return refused(e);
        }
    }

    private static int refused(IllegalStateException reason) {
        System.err.println("Callroster can't start: " + reason.getMessage());
        return 1;
    }

    /** Serves if the command is null. */
    private void run(Class<? extends QuarkusApplication> command, String... args) {
        Class<? extends QuarkusApplication> work = command;
        try {
            Config config = LaunchSettings.read();
            Migrations migrations = Migrations.in(config);
            work = command == null && migrations == Migrations.ONLY ? MigrationRun.class : command;
            connect(config, command != null);
        } catch (IllegalStateException e) {
            System.exit(refused(e));
        }
        if (work != null) {
            disableServing();
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::awaitStop, "await-stop"));
        ApplicationLifecycleManager.setDefaultExitCodeHandler((code, failure) -> stop(code));
        Quarkus.run(work, args);
    }

    /** Connects to an embedded database if no other is configured. */
    private void connect(Config config, boolean command) {
        Telemetry.follow(config, command);
        DatabaseSettings.check(config);
        if (config.getOptionalValue("quarkus.datasource.reactive.url", String.class).isEmpty()) {
            EmbeddedPlace.of(System.getenv()).check();
            Path data = Path.of(config.getOptionalValue("callroster.data-dir", String.class).orElse("data"));
            database = command ? EmbeddedPostgres.join(data) : EmbeddedPostgres.start(data);
            DatabaseSettings.useEmbedded(database);
        }
    }

    private static void disableServing() {
        System.setProperty("callroster.command", "true");
        System.setProperty("quarkus.http.host-enabled", "false");
        System.setProperty("quarkus.management.host-enabled", "false");
        System.setProperty("quarkus.banner.enabled", "false");
        System.setProperty("quarkus.shutdown.delay", "0S");
    }

    /** Called after the service has ended, whatever the reason, so that it no longer uses the database. */
    private void stop(int code) {
        if (database != null) {
            database.close();
        }
        stopped.countDown();
        System.exit(code);
    }

    /** After a signal the process ends when all shutdown hooks are done, so this one waits for the database to stop. */
    private void awaitStop() {
        try {
            stopped.await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
