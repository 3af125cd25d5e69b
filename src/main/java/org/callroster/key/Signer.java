package org.callroster.key;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Lets Amazon Corretto Crypto Provider sign tokens, three times as fast as the JDK. The JDK signs until the native library is
 * loaded, and where it cannot be loaded.
 */
@ApplicationScoped
public class Signer {

    private static final Logger LOG = Logger.getLogger(Signer.class);
    private static final String CORRETTO = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";
    /** By then the start is over. */
    private static final long DELAY_SECONDS = 1;

    private final KeyRing keys;
    private final MeterRegistry meters;

    Signer(KeyRing keys, MeterRegistry meters) {
        this.keys = keys;
        this.meters = meters;
    }

    /** Loads the library soon after the start, which does not wait for it. */
    public void loadSoon() {
        Infrastructure.getDefaultWorkerPool().schedule(this::load, DELAY_SECONDS, TimeUnit.SECONDS);
    }

    private void load() {
        Optional<Provider> corretto = corretto();
        corretto.ifPresent(Signer::install);
        Gauge.builder("callroster.token.signer", () -> 1).description("Always 1: the label tells who signs tokens")
                .tag("provider", corretto.map(Provider::getName).orElse("JDK")).register(meters);
        keys.reopen();
    }

    static void install(Provider provider) {
        Security.insertProviderAt(new FastRsa(provider), 1);
    }

    /** It is built for a few platforms only, and its library must be unpacked and match the system's. */
    static Optional<Provider> corretto() {
        try {
            Provider found = (Provider) Class.forName(CORRETTO).getField("INSTANCE").get(null);
            Signature.getInstance(FastRsa.SIGNATURE, found);
            LOG.infof("tokens are signed by %s %s", found.getName(), found.getVersionStr());
            return Optional.of(found);
        } catch (ReflectiveOperationException | GeneralSecurityException | LinkageError e) {
            LOG.infof(
                    "tokens are signed by the JDK, at a third of the speed: Amazon Corretto Crypto Provider is not available (%s)",
                    e);
            return Optional.empty();
        }
    }
}
