package org.callroster.key;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Tokens are signed before the faster library is there, and after. */
class FastRsaTest {

    private static final byte[] TEXT = "header.claims".getBytes(US_ASCII);

    @Test
    void keyMadeByTheJdkSignsTheSameWithIt() throws GeneralSecurityException {
        KeyPair pair = newPair(jdk());
        Signer.corretto().ifPresent(Signer::install);
        assertArrayEquals(signed(Signature.getInstance(FastRsa.SIGNATURE, jdk()), pair.getPrivate()),
                signed(Signature.getInstance(FastRsa.SIGNATURE), pair.getPrivate()));
    }

    @Test
    void itSignsWithItsOwnKeysWhatTheJdkVerifies() throws GeneralSecurityException {
        Provider fast = new FastRsa(Signer.corretto().orElse(jdk()));
        KeyPair pair = newPair(fast);
        Signature jdk = Signature.getInstance(FastRsa.SIGNATURE, jdk());
        jdk.initVerify(pair.getPublic());
        jdk.update(TEXT);
        assertTrue(jdk.verify(signed(Signature.getInstance(FastRsa.SIGNATURE, fast), pair.getPrivate())));
    }

    @Test
    void whoeverAsksForRsaGetsItAndNothingElse() throws GeneralSecurityException {
        Optional<Provider> corretto = Signer.corretto();
        assumeTrue(corretto.isPresent());
        corretto.ifPresent(Signer::install);
        Provider first = Security.getProviders()[0];
        assertEquals("CallrosterRsa", first.getName());
        assertEquals(3, first.getServices().size());
        PrivateKey key = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(newPair(jdk()).getPrivate().getEncoded()));
        Signature signature = Signature.getInstance(FastRsa.SIGNATURE);
        assertNotNull(signed(signature, key));
        assertEquals(first, signature.getProvider());
    }

    private static Provider jdk() {
        return Security.getProvider("SunRsaSign");
    }

    private static KeyPair newPair(Provider provider) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", provider);
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static byte[] signed(Signature signature, PrivateKey key) throws GeneralSecurityException {
        signature.initSign(key);
        signature.update(TEXT);
        return signature.sign();
    }
}
