package org.callroster.key;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What seals the signing keys, and how long each key signs. */
@ConfigMapping(prefix = "callroster")
public interface KeyConfig {

    /**
     * Base64 of 32 random bytes: seals the signing keys in the database. Required with an external database; with the embedded
     * one, defaults to a file in the data folder.
     */
    Optional<String> masterKey();

    /** The previous master key, while it is being changed: keys that it sealed are sealed again at the start. */
    Optional<String> masterKeyPrevious();

    /** How long a key signs before the next one takes over; at least one day. */
    @WithDefault("30D")
    Duration keyRotation();
}
