package org.callroster.key;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

/** The master key of this installation, and the previous one while it is being replaced. */
@ApplicationScoped
public class MasterKeys {

    private volatile List<MasterKey> keys = List.of();

    /** At the start. */
    public void use(MasterKey current, Optional<MasterKey> previous) {
        keys = Stream.concat(Stream.of(current), previous.stream()).toList();
    }

    /**
     * Seals text for the database.
     *
     * @param name of what is sealed: it can only be opened under the same name
     */
    public byte[] seal(String name, byte[] plain) {
        try {
            return keys.get(0).seal(name, plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** Empty if it was sealed under another key or another name. */
    public Optional<byte[]> open(String name, byte[] sealed) {
        return keys.stream().flatMap(key -> open(key, name, sealed).stream()).findFirst();
    }

    private static Optional<byte[]> open(MasterKey key, String name, byte[] sealed) {
        try {
            return Optional.of(key.open(name, sealed));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /**
     * Message authentication codes (HMAC-SHA-256) under keys derived from the current master key and, second, from the previous
     * one.
     *
     * @param purpose codes for different purposes have nothing in common
     */
    public List<byte[]> macs(String purpose, byte[] message) {
        return keys.stream().map(key -> key.mac(purpose, message)).toList();
    }
}
