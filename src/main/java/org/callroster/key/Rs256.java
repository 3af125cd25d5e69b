package org.callroster.key;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;

import org.jboss.logging.Logger;

/**
 * RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 §3.3): by Amazon Corretto Crypto Provider where its native library loads, three
 * times as fast as the JDK, otherwise by the JDK. Create keys with the signing provider, or each signature converts them.
 */
final class Rs256 {

    private static final Logger LOG = Logger.getLogger(Rs256.class);
    private static final String CORRETTO = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";
    private static final String KEY = "RSA";
    private static final String SIGNATURE = "SHA256withRSA";

    /** Null for the JDK's own; changes at most once, from null. */
    private static volatile Provider provider;

    private Rs256() {
    }

    /** Takes a tenth of a second, during which the JDK goes on signing. */
    static synchronized void load() {
        if (provider == null) {
            provider = corretto();
        }
    }

    /** The name of the signing provider. */
    static String provider() {
        return provider == null ? "JDK" : provider.getName();
    }

    /** May take seconds. */
    static KeyPair generate(int bits) throws GeneralSecurityException {
        load();
        KeyPairGenerator generator = provider == null ? KeyPairGenerator.getInstance(KEY)
                : KeyPairGenerator.getInstance(KEY, provider);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    static KeyFactory keys() throws GeneralSecurityException {
        return provider == null ? KeyFactory.getInstance(KEY) : KeyFactory.getInstance(KEY, provider);
    }

    static byte[] sign(PrivateKey key, byte[] text) throws GeneralSecurityException {
        Signature signature = provider == null ? Signature.getInstance(SIGNATURE) : Signature.getInstance(SIGNATURE, provider);
        signature.initSign(key);
        signature.update(text);
        return signature.sign();
    }

    /** The provider is built for a few platforms only, and its library must be unpacked and match the system's. */
    private static Provider corretto() {
        try {
            Provider found = (Provider) Class.forName(CORRETTO).getField("INSTANCE").get(null);
            Signature.getInstance(SIGNATURE, found);
            LOG.infof("tokens are signed by %s %s", found.getName(), found.getVersionStr());
            return found;
        } catch (ReflectiveOperationException | GeneralSecurityException | LinkageError e) {
            LOG.infof(
                    "tokens are signed by the JDK, at a third of the speed: Amazon Corretto Crypto Provider is not available (%s)",
                    e);
            return null;
        }
    }
}
