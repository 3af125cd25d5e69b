package org.callroster.password;

import java.util.OptionalInt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many passwords are hashed at once, and how many may wait. */
@ConfigMapping(prefix = "callroster.password.hash")
public interface PasswordHashConfig {

    /** Threads used only for hashing; by default half the cores, at least one. */
    OptionalInt threads();

    /** How many may wait, half of them of one tenant; further calls get 503. */
    @WithDefault("200")
    int queue();
}
