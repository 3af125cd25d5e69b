package org.callroster.key;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A JSON Web Key Set (RFC 7517 §5). */
@RegisterForReflection
record JwksView(List<Jwk> keys) {

    /** The public half of an RSA signing key (RFC 7518 §6.3.1). */
    @RegisterForReflection
    record Jwk(String kty, String use, String alg, String kid, String n, String e) {

        private static Jwk of(SigningKey key) {
            return new Jwk("RSA", "sig", "RS256", key.kid(), text(key.publicKey().getModulus()),
                    text(key.publicKey().getPublicExponent()));
        }

        /** Base64urlUInt (RFC 7518 §2): as many bytes as the number needs, without a sign byte. */
        private static String text(BigInteger number) {
            byte[] bytes = number.toByteArray();
            byte[] unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
        }
    }

    static JwksView of(List<SigningKey> keys) {
        return new JwksView(keys.stream().map(Jwk::of).toList());
    }
}
