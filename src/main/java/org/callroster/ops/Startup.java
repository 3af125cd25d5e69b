package org.callroster.ops;

import org.callroster.bootstrap.Bootstrap;
import org.callroster.installation.InstallationConfig;
import org.callroster.installation.Schema;
import org.callroster.installation.SecretFile;
import org.callroster.installation.StartRefused;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.callroster.error.Failure;
import org.callroster.key.KeyConfig;
import org.callroster.key.KeyRing;
import org.callroster.key.MasterKey;
import org.callroster.key.Signer;
import org.callroster.limit.LimitConfig;
import org.callroster.limit.RateLimits;
import org.callroster.password.CommonPasswords;
import org.callroster.bearer.ForeignTokens;
import org.callroster.policy.PolicyFloor;
import org.callroster.token.Issuer;
import org.callroster.token.TokenConfig;
import org.callroster.body.Bodies;
import org.callroster.body.BodyConfig;

import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** What runs before the first request. */
@ApplicationScoped
class Startup {

    private static final String HOW_TO_MAKE_A_KEY = "base64 of 32 random bytes: openssl rand -base64 32";

    private final InstallationConfig ops;
    private final KeyConfig keyConfig;
    private final TokenConfig tokenConfig;
    private final PolicyFloor floor;
    private final Signer signer;
    private final KeyRing keys;
    private final Issuer issuer;
    private final LimitConfig limitConfig;
    private final BodyConfig bodyConfig;
    private final ForeignTokens foreign;
    private final Schema schema;
    private final Bootstrap bootstrap;

    Startup(InstallationConfig ops, KeyConfig keyConfig, TokenConfig tokenConfig, PolicyFloor floor, Signer signer, KeyRing keys,
            Issuer issuer, LimitConfig limitConfig, BodyConfig bodyConfig, ForeignTokens foreign, Schema schema,
            Bootstrap bootstrap) {
        this.ops = ops;
        this.keyConfig = keyConfig;
        this.tokenConfig = tokenConfig;
        this.floor = floor;
        this.signer = signer;
        this.keys = keys;
        this.issuer = issuer;
        this.limitConfig = limitConfig;
        this.bodyConfig = bodyConfig;
        this.foreign = foreign;
        this.schema = schema;
        this.bootstrap = bootstrap;
    }

    void prepare(@Observes StartupEvent event) throws Throwable {
        try {
            schema.prepare(ops.migrate());
            if (!ops.command()) {
                prepareToServe();
            }
        } catch (StartRefused e) {
            refuse(e);
        }
    }

    private void prepareToServe() throws Throwable {
        inOperatorsWords(ManagementPort::requireFree);
        checkIssuer();
        inOperatorsWords(foreign::open);
        checkRotation();
        inOperatorsWords(() -> RateLimits.check(limitConfig));
        inOperatorsWords(() -> Bodies.check(bodyConfig));
        checkFloor();
        Infrastructure.getDefaultWorkerPool().execute(CommonPasswords::load);
        MasterKey master = masterKey();
        Optional<MasterKey> previous = keyConfig.masterKeyPrevious().map(key -> read("CALLROSTER_MASTER_KEY_PREVIOUS", key));
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

    /** The issuer, which others are to trust, must not depend on which machine answers. */
    private void checkIssuer() {
        if (tokenConfig.issuer().isEmpty() && !ops.embedded()) {
            throw new StartRefused(
                    "with an external database CALLROSTER_ISSUER is required: the address under which clients reach"
                            + " this service, like https://roster.example.com");
        }
        inOperatorsWords(issuer::check);
    }

    private static void inOperatorsWords(Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            throw new StartRefused(e.getMessage());
        }
    }

    private void checkRotation() {
        if (keyConfig.keyRotation().compareTo(Duration.ofDays(1)) < 0) {
            throw new StartRefused("CALLROSTER_KEY_ROTATION must be a day or more, like 30D");
        }
    }

    private void checkFloor() {
        try {
            floor.check();
        } catch (Failure e) {
            throw new StartRefused("no security policy could keep the floor of CALLROSTER_POLICY_FLOOR_…: " + e.getMessage());
        }
    }

    private MasterKey masterKey() {
        if (keyConfig.masterKey().isEmpty() && !ops.embedded()) {
            throw new StartRefused("with an external database CALLROSTER_MASTER_KEY is required, the same for all instances: "
                    + HOW_TO_MAKE_A_KEY);
        }
        return read("CALLROSTER_MASTER_KEY", keyConfig.masterKey()
                .orElseGet(() -> SecretFile.in(ops.dataDir(), "master-key").readOrCreate(MasterKey::generate)));
    }

    private static MasterKey read(String setting, String key) {
        try {
            return new MasterKey(key);
        } catch (IllegalArgumentException e) {
            throw new StartRefused(setting + " must be " + HOW_TO_MAKE_A_KEY);
        }
    }
}
