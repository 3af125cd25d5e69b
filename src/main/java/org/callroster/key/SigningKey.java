package org.callroster.key;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.UUID;

/**
 * An RSA key pair that signs tokens. {@code privateKey} is null if this node's master key cannot open it: the key then only
 * verifies.
 *
 * @param signsFrom when it starts to sign; it is published earlier
 */
public record SigningKey(String kid, RSAPublicKey publicKey, PrivateKey privateKey, Instant signsFrom) {

    private static final int BITS = 2048;

    /** May take seconds. */
    static SigningKey generate(Instant signsFrom) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            return new SigningKey(UUID.randomUUID().toString(), (RSAPublicKey) pair.getPublic(), pair.getPrivate(), signsFrom);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes RSA keys", e);
        }
    }

    byte[] sealedWith(MasterKey master) {
        try {
            return master.seal(kid, privateKey.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    boolean canSign() {
        return privateKey != null;
    }
}
