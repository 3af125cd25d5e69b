package org.callroster.key;

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
     * Message authentication codes (HMAC-SHA-256) under keys derived from the current master key and, second, from the previous
     * one.
     *
     * @param purpose codes for different purposes have nothing in common
     */
    public List<byte[]> macs(String purpose, byte[] message) {
        return keys.stream().map(key -> key.mac(purpose, message)).toList();
    }
}
