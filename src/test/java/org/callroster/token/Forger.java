package org.callroster.token;

import java.security.Key;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Signs what a genuine token says, changed in one place, with any key and algorithm. */
public final class Forger {

    private final Map<String, Object> header;
    private final Map<String, Object> claims;

    /** Starts from a genuine token. */
    public Forger(String token) {
        Jws genuine = Jws.of(token);
        header = new LinkedHashMap<>(genuine.header());
        claims = new LinkedHashMap<>(genuine.claims());
    }

    /** Null takes it away. */
    public Forger header(String name, Object value) {
        put(header, name, value);
        return this;
    }

    /** Null takes it away. */
    public Forger claim(String name, Object value) {
        put(claims, name, value);
        return this;
    }

    public String signed(Key key) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        jws.setDoKeyValidation(false);
        header.forEach((name, value) -> jws.getHeaders().setObjectHeaderValue(name, value));
        jws.setPayload(json(claims));
        jws.setKey(key);
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void put(Map<String, Object> map, String name, Object value) {
        if (value == null) {
            map.remove(name);
        } else {
            map.put(name, value);
        }
    }

    public static String json(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
