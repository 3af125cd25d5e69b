package org.callroster.ops;

import java.security.Security;
import java.util.List;

import org.eclipse.microprofile.config.Config;

import io.quarkus.runtime.configuration.QuarkusConfigBuilderCustomizer;
import io.smallrye.config.PropertiesLocationConfigSourceFactory;
import io.smallrye.config.SmallRyeConfigBuilder;

/**
 * The settings before the service starts: from the sources that the service reads too, but without its defaults and checks.
 * Quarkus' own configuration does not serve for this: until a native executable starts the service, it is the one of its build,
 * without the environment.
 */
final class LaunchSettings {

    /** For how long addresses are kept, and for how long it is remembered that a name had none. */
    private static final List<String> NAME_CACHES = List.of("networkaddress.cache.ttl", "networkaddress.cache.negative.ttl");

    private LaunchSettings() {
    }

    /** Fails with {@link IllegalStateException} if the locale prevents them from being read. */
    static Config read() {
        ReadableNames.check(System.getenv(), System.getProperty("user.dir"));
        lookNamesUpOften();
        Config config =
                new SmallRyeConfigBuilder().withCustomizers(new QuarkusConfigBuilderCustomizer()).addDefaultInterceptors()
                        .addDefaultSources().withSources(new PropertiesLocationConfigSourceFactory()).build();
        ReadableNames.check(config);
        return config;
    }

    /**
     * The JDK's 30 and 10 seconds are too long for the name of a database that moves to another server. After the names are checked,
     * because it fails where the JDK can't read the name of its folder; before the sources are read, because one of them asks for
     * this machine's name, and then the JDK no longer takes another time.
     */
    private static void lookNamesUpOften() {
        NAME_CACHES.forEach(seconds -> Security.setProperty(seconds, "1"));
    }
}
