package org.callroster.ops;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigSource;

import io.smallrye.config.SmallRyeConfigBuilder;

/** The settings before the service starts. A native executable knows none but those it was built with: the environment is added. */
final class LaunchSettings {

    private LaunchSettings() {
    }

    static Config read() {
        List<ConfigSource> known = new ArrayList<>();
        ConfigProvider.getConfig().getConfigSources().forEach(known::add);
        return new SmallRyeConfigBuilder().addDefaultInterceptors().withSources(known).addDefaultSources().build();
    }
}
