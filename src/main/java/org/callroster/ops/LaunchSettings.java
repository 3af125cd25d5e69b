package org.callroster.ops;

import org.eclipse.microprofile.config.Config;

import io.quarkus.runtime.configuration.QuarkusConfigBuilderCustomizer;
import io.smallrye.config.PropertiesLocationConfigSourceFactory;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The settings before the service starts: from where it will take them itself, but without its defaults and checks. */
final class LaunchSettings {

    private LaunchSettings() {
    }

    static Config read() {
        return new SmallRyeConfigBuilder().withCustomizers(new QuarkusConfigBuilderCustomizer()).addDefaultInterceptors()
                .addDefaultSources().withSources(new PropertiesLocationConfigSourceFactory()).build();
    }
}
