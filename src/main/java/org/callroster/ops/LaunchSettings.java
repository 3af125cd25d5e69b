package org.callroster.ops;

import java.security.Security;

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

    private static final String NAME_CACHE_SECONDS = "networkaddress.cache.ttl";

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
     * The JDK's 30 seconds are too long for the name of a database that moves to another server. After the names are checked,
     * because it fails where the JDK can't read the name of its folder; before the sources are read, because one of them asks for
     * this machine's name, and then the JDK no longer takes another time.
     */
    private static void lookNamesUpOften() {
        if (Security.getProperty(NAME_CACHE_SECONDS) == null) {
            Security.setProperty(NAME_CACHE_SECONDS, "5");
        }
    }
}
