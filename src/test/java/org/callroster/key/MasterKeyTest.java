package org.callroster.key;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
        SigningKey signing = SigningKey.generate(Instant.EPOCH);
        SealedKey sealed = SealedKey.of(signing, key);
        assertEquals(signing, sealed.open(key));
        SigningKey elsewhere = sealed.open(new MasterKey(MasterKey.generate()));
        assertFalse(elsewhere.canSign());
        assertEquals(signing.publicKey(), elsewhere.publicKey());
    }
}
