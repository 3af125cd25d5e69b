package org.callroster.key;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
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
            KeyPair pair = Rs256.generate(BITS);
            return new SigningKey(UUID.randomUUID().toString(), (RSAPublicKey) pair.getPublic(), pair.getPrivate(), signsFrom);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes RSA keys", e);
        }
    }

    /** An RS256 signature (RFC 7518 §3.3). */
    public byte[] sign(byte[] text) {
        try {
            return Rs256.sign(privateKey, text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing key " + kid + " can't sign", e);
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
