package org.callroster.token;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.UUID;

/** An RSA pair that signs tokens. {@code privateKey} is null where this node's master key does not open it: it verifies only. */
record SigningKey(String kid, PublicKey publicKey, PrivateKey privateKey) {

    private static final int BITS = 2048;

    static SigningKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            return new SigningKey(UUID.randomUUID().toString(), pair.getPublic(), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes RSA keys", e);
        }
    }

    static SigningKey open(String kid, byte[] publicKey, byte[] sealedPrivateKey, MasterKey master) {
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            PublicKey known = rsa.generatePublic(new X509EncodedKeySpec(publicKey));
            return new SigningKey(kid, known, privateKey(rsa, kid, sealedPrivateKey, master));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing key " + kid + " can't be read", e);
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

    private static PrivateKey privateKey(KeyFactory rsa, String kid, byte[] sealed, MasterKey master) {
        try {
            return rsa.generatePrivate(new PKCS8EncodedKeySpec(master.open(kid, sealed)));
        } catch (GeneralSecurityException e) {
            return null;
        }
    }
}
