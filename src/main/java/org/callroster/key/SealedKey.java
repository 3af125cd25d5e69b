package org.callroster.key;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;

import org.callroster.database.Columns;

import io.vertx.mutiny.sqlclient.Row;

/** A signing key as stored: its private half is sealed under a master key that the database never sees. */
record SealedKey(String kid, byte[] publicKey, byte[] privateKey, Instant signsFrom) {

    static SealedKey of(Row row) {
        return new SealedKey(row.getString("kid"), row.getBuffer("public_key").getBytes(),
                row.getBuffer("private_key").getBytes(), Columns.instant(row, "signs_from"));
    }

    static SealedKey of(SigningKey key, MasterKey master) {
        return new SealedKey(key.kid(), key.publicKey().getEncoded(), key.sealedWith(master), key.signsFrom());
    }

    /** Without its private half if it was sealed under another master key. */
    SigningKey open(MasterKey master) {
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            RSAPublicKey known = (RSAPublicKey) rsa.generatePublic(new X509EncodedKeySpec(publicKey));
            return new SigningKey(kid, known, privateKey(rsa, master), signsFrom);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing key " + kid + " can't be read", e);
        }
    }

    private PrivateKey privateKey(KeyFactory rsa, MasterKey master) {
        try {
            return rsa.generatePrivate(new PKCS8EncodedKeySpec(master.open(kid, privateKey)));
        } catch (GeneralSecurityException e) {
            return null;
        }
    }
}
