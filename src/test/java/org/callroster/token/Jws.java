package org.callroster.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

/** A token taken apart without any library for tokens. */
public record Jws(Map<String, Object> header, Map<String, Object> claims, String signed, byte[] signature) {

    public static Jws of(String token) {
        String[] parts = token.split("\\.");
        return new Jws(json(parts[0]), json(parts[1]), parts[0] + "." + parts[1], Base64.getUrlDecoder().decode(parts[2]));
    }

    public String claim(String name) {
        return (String) claims.get(name);
    }

    public boolean isSignedBy(PublicKey key) throws GeneralSecurityException {
        Signature rsa = Signature.getInstance("SHA256withRSA");
        rsa.initVerify(key);
        rsa.update(signed.getBytes(StandardCharsets.US_ASCII));
        return rsa.verify(signature);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(String part) {
        try {
            return new ObjectMapper().readValue(Base64.getUrlDecoder().decode(part), LinkedHashMap.class);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
