package org.callroster.ops;

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

    private LaunchSettings() {
    }

    /** Fails with {@link IllegalStateException} if the locale prevents them from being read. */
    static Config read() {
        ReadableNames.check(System.getenv(), System.getProperty("user.dir"));
        Config config =
                new SmallRyeConfigBuilder().withCustomizers(new QuarkusConfigBuilderCustomizer()).addDefaultInterceptors()
                        .addDefaultSources().withSources(new PropertiesLocationConfigSourceFactory()).build();
        ReadableNames.check(config);
        return config;
    }
}
