package org.callroster.key;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tokens are signed before the faster library is there, and after. */
class Rs256Test {

    private static final byte[] TEXT = "header.claims".getBytes(US_ASCII);

    @Test
    void keyOpenedBeforeTheFasterLibraryIsThereSignsTheSameAfterIt() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        Signature jdk = Signature.getInstance("SHA256withRSA");
        jdk.initSign(pair.getPrivate());
        jdk.update(TEXT);
        Rs256.load();
        assertArrayEquals(jdk.sign(), Rs256.sign(pair.getPrivate(), TEXT));
    }

    @Test
    void keyThatIsMadeSignsWhatTheJdkVerifies() throws GeneralSecurityException {
        KeyPair pair = Rs256.generate(2048);
        byte[] signature = Rs256.sign(pair.getPrivate(), TEXT);
        assertTrue(verifies(pair.getPublic(), signature));
    }

    private static boolean verifies(PublicKey key, byte[] signature) throws GeneralSecurityException {
        Signature jdk = Signature.getInstance("SHA256withRSA");
        jdk.initVerify(key);
        jdk.update(TEXT);
        return jdk.verify(signature);
    }
}
