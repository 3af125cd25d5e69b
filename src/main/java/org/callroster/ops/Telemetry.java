package org.callroster.ops;

import org.eclipse.microprofile.config.Config;

/** Derives settings for logs and traces from other settings, and sets them as system properties before the service starts. */
final class Telemetry {

    private static final String JSON_LOGS = "quarkus.log.console.json.enabled";
    private static final String TRACES_OFF = "otel.sdk.disabled";

    private Telemetry() {
    }

    /** With an external database logs are JSON, because a program collects them. A command prints only its result. */
    static void follow(Config config, boolean command) {
        if (command) {
            System.setProperty(JSON_LOGS, "false");
            System.setProperty(TRACES_OFF, "true");
        } else {
            unlessSet(config, JSON_LOGS, isSet(config, "quarkus.datasource.reactive.url"));
            unlessSet(config, TRACES_OFF, !isSet(config, "otel.exporter.otlp.endpoint"));
        }
    }

    private static void unlessSet(Config config, String setting, boolean value) {
        if (!isSet(config, setting)) {
            System.setProperty(setting, String.valueOf(value));
        }
    }

    private static boolean isSet(Config config, String setting) {
        return config.getOptionalValue(setting, String.class).isPresent();
    }
}
