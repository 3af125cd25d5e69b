package org.callroster.ops;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.callroster.token.KeyRing;
import org.callroster.token.MasterKey;
import org.callroster.token.TokenConfig;

import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;

/** What happens between the migrations and the first request. */
@ApplicationScoped
class Startup {

    private final OpsConfig ops;
    private final TokenConfig tokens;
    private final KeyRing keys;
    private final Bootstrap bootstrap;

    Startup(OpsConfig ops, TokenConfig tokens, KeyRing keys, Bootstrap bootstrap) {
        this.ops = ops;
        this.tokens = tokens;
        this.keys = keys;
        this.bootstrap = bootstrap;
    }

    void prepare(@Observes StartupEvent event) throws Throwable {
        if (!ops.command()) {
            try {
                MasterKey master = masterKey();
                VertxContextSupport.subscribeAndAwait(() -> keys.open(master));
                bootstrap.run();
            } catch (StartRefused e) {
                refuse(e);
            }
        }
    }

    /** The exception alone ends the start but not the process, and says nothing. */
    private static void refuse(StartRefused reason) throws PreventFurtherStepsException {
        System.err.println(reason.getMessage());
        Quarkus.asyncExit(1);
        throw new PreventFurtherStepsException(reason.getMessage(), 1);
    }

    private MasterKey masterKey() {
        String key = tokens.masterKey()
                .orElseGet(() -> SecretFile.in(ops.dataDir(), "master-key").readOrCreate(MasterKey::generate));
        try {
            return new MasterKey(key);
        } catch (IllegalArgumentException e) {
            throw new StartRefused("CALLROSTER_MASTER_KEY must be base64 of 32 bytes: openssl rand -base64 32");
        }
    }
}
