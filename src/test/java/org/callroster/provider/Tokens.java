package org.callroster.provider;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.Base64;
import java.util.Map;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Signed tokens of every kind, sound or not. */
final class Tokens {

    private Tokens() {
    }

    /** As a provider does it. */
    static String sign(Map<String, Object> claims, PublicJsonWebKey key) {
        return sign(claims, key, "JWT");
    }

    static String sign(Map<String, Object> claims, PublicJsonWebKey key, String type) {
        return sign(claims, key.getKeyType().equals("RSA") ? "RS256" : "ES256", key.getKeyId(), key.getPrivateKey(), type);
    }

    static String sign(Map<String, Object> claims, String algorithm, String kid, Key key) {
        return sign(claims, algorithm, kid, key, "JWT");
    }

    private static String sign(Map<String, Object> claims, String algorithm, String kid, Key key, String type) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        jws.setDoKeyValidation(false);
        jws.setAlgorithmHeaderValue(algorithm);
        jws.setKeyIdHeaderValue(kid);
        jws.setHeader("typ", type);
        jws.setPayload(json(claims));
        jws.setKey(key);
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Anything between the two dots. */
    static String with(String payload) {
        return part("{\"alg\":\"RS256\",\"kid\":\"x\"}") + "." + part(payload) + ".AAAA";
    }

    static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(Map<String, Object> claims) {
        try {
            return new ObjectMapper().writeValueAsString(claims);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
