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
 * times as fast as the JDK, else by the JDK. Keys must come from the same provider, or each signature would convert them.
 */
final class Rs256 {

    private static final Logger LOG = Logger.getLogger(Rs256.class);
    private static final String CORRETTO = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";
    private static final String KEY = "RSA";
    private static final String SIGNATURE = "SHA256withRSA";

    /** Null for the JDK's own. */
    private static final Provider PROVIDER = corretto();

    private Rs256() {
    }

    /** The name of who signs. */
    static String provider() {
        return PROVIDER == null ? "JDK" : PROVIDER.getName();
    }

    /** Takes up to seconds. */
    static KeyPair generate(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = PROVIDER == null ? KeyPairGenerator.getInstance(KEY)
                : KeyPairGenerator.getInstance(KEY, PROVIDER);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    static KeyFactory keys() throws GeneralSecurityException {
        return PROVIDER == null ? KeyFactory.getInstance(KEY) : KeyFactory.getInstance(KEY, PROVIDER);
    }

    static byte[] sign(PrivateKey key, byte[] text) throws GeneralSecurityException {
        Signature signature = PROVIDER == null ? Signature.getInstance(SIGNATURE) : Signature.getInstance(SIGNATURE, PROVIDER);
        signature.initSign(key);
        signature.update(text);
        return signature.sign();
    }

    /** There is a build of it for a few platforms only, and its library must be unpacked and fit the system's. */
    private static Provider corretto() {
        try {
            Provider provider = (Provider) Class.forName(CORRETTO).getField("INSTANCE").get(null);
            Signature.getInstance(SIGNATURE, provider);
            LOG.infof("tokens are signed by %s %s", provider.getName(), provider.getVersionStr());
            return provider;
        } catch (ReflectiveOperationException | GeneralSecurityException | LinkageError e) {
            LOG.infof(
                    "tokens are signed by the JDK, at a third of the speed: Amazon Corretto Crypto Provider is not there (%s)",
                    e);
            return null;
        }
    }
}
