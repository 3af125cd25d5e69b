package org.callroster.password;

import java.util.OptionalInt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many passwords are hashed at once, and how many may wait for it. */
@ConfigMapping(prefix = "callroster.password.hash")
public interface PasswordHashConfig {

    /** Threads that do nothing but hash; by default half the cores, at least one. */
    OptionalInt threads();

    /** Beyond this many waiting the answer is 503. */
    @WithDefault("100")
    int queue();
}
