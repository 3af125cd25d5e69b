package org.callroster.ops;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.callroster.bootstrap.Bootstrap;
import org.callroster.installation.InstallationConfig;
import org.callroster.installation.Schema;
import org.callroster.installation.StartRefused;
import org.callroster.key.KeyRing;
import org.callroster.key.MasterKey;
import org.callroster.key.Signer;
import org.callroster.password.CommonPasswords;

import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Prepares the service before the first request. */
@ApplicationScoped
class Startup {

    private final InstallationConfig installation;
    private final Schema schema;
    private final StartChecks checks;
    private final KeySettings keySettings;
    private final KeyRing keys;
    private final Bootstrap bootstrap;
    private final Signer signer;

    Startup(InstallationConfig installation, Schema schema, StartChecks checks, KeySettings keySettings, KeyRing keys,
            Bootstrap bootstrap, Signer signer) {
        this.installation = installation;
        this.schema = schema;
        this.checks = checks;
        this.keySettings = keySettings;
        this.keys = keys;
        this.bootstrap = bootstrap;
        this.signer = signer;
    }

    void prepare(@Observes StartupEvent event) throws Throwable {
        try {
            schema.prepare(installation.migrate());
            if (!installation.command()) {
                prepareToServe();
            }
        } catch (StartRefused e) {
            refuse(e);
        }
    }

    private void prepareToServe() throws Throwable {
        checks.run();
        keySettings.checkRotation();
        Infrastructure.getDefaultWorkerPool().execute(CommonPasswords::load);
        MasterKey master = keySettings.masterKey();
        Optional<MasterKey> previous = keySettings.previous();
        VertxContextSupport.subscribeAndAwait(() -> keys.open(master, previous));
        bootstrap.run();
        signer.loadSoon();
    }

    /** Prints the reason and exits. The exception alone would end the start, but not the process, and print nothing. */
    private static void refuse(StartRefused reason) throws PreventFurtherStepsException {
        System.err.println(reason.getMessage());
        Quarkus.asyncExit(1);
        throw new PreventFurtherStepsException(reason.getMessage(), 1);
    }
}
