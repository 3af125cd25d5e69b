package org.callroster.token;

import java.security.GeneralSecurityException;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MasterKeyTest {

    private static final byte[] PLAIN = { 1, 2, 3 };

    private final MasterKey key = new MasterKey(MasterKey.generate());

    @Test
    void opensWhatItSealed() throws GeneralSecurityException {
        assertArrayEquals(PLAIN, key.open("kid", key.seal("kid", PLAIN)));
    }

    @Test
    void sealsTheSameNeverTheSameWay() throws GeneralSecurityException {
        assertFalse(Arrays.equals(key.seal("kid", PLAIN), key.seal("kid", PLAIN)));
    }

    @Test
    void opensNothingUnderAnotherKeyId() throws GeneralSecurityException {
        byte[] sealed = key.seal("kid", PLAIN);
        assertThrows(GeneralSecurityException.class, () -> key.open("other", sealed));
    }

    @Test
    void anotherKeyOpensNothing() throws GeneralSecurityException {
        byte[] sealed = key.seal("kid", PLAIN);
        assertThrows(GeneralSecurityException.class, () -> new MasterKey(MasterKey.generate()).open("kid", sealed));
    }

    @Test
    void opensNothingThatWasChangedOrCut() throws GeneralSecurityException {
        byte[] changed = key.seal("kid", PLAIN);
        changed[changed.length - 1] ^= 1;
        assertThrows(GeneralSecurityException.class, () -> key.open("kid", changed));
        byte[] cut = Arrays.copyOf(key.seal("kid", PLAIN), 20);
        assertThrows(GeneralSecurityException.class, () -> key.open("kid", cut));
    }

    @Test
    void mustBeBase64OfThirtyTwoBytes() {
        for (String text : new String[] { "", "no base64!", "AAAA", MasterKey.generate() + "AAAA" }) {
            assertThrows(IllegalArgumentException.class, () -> new MasterKey(text), text);
        }
        new MasterKey(" " + MasterKey.generate() + "\n");
    }

    @Test
    void signingKeyWhoseMasterIsLostStillVerifies() {
        SigningKey key = SigningKey.generate();
        byte[] sealed = key.sealedWith(this.key);
        byte[] known = key.publicKey().getEncoded();
        assertEquals(key.privateKey(), SigningKey.open(key.kid(), known, sealed, this.key).privateKey());
        SigningKey elsewhere = SigningKey.open(key.kid(), known, sealed, new MasterKey(MasterKey.generate()));
        assertFalse(elsewhere.canSign());
        assertEquals(key.publicKey(), elsewhere.publicKey());
        assertTrue(key.canSign());
    }
}
