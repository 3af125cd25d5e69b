package org.callroster.installation;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TrimmedSecretsTest {

    @ParameterizedTest
    @ValueSource(strings = { "callroster.bootstrap.api-secret", "callroster.bootstrap.password", "callroster.master-key",
            "callroster.master-key-previous",
            "quarkus.datasource.password", "quarkus.datasource.username", "quarkus.datasource.reactive.url",
            "quarkus.http.ssl.certificate.key-store-password", "quarkus.http.ssl.certificate.trust-store-password",
            "otel.exporter.otlp.headers" })
    void whatFilesPutAroundASecretIsNoPartOfIt(String setting) {
        for (String written : new String[] { "s3cret\n", "s3cret\r\n", " \ts3cret ", "\uFEFFs3cret", "s3cret" }) {
            assertEquals("s3cret", read(setting, written));
        }
        assertEquals("one two", read(setting, "one two\n"));
    }

    @Test
    void secretOfNothingButSpaceIsNone() {
        SmallRyeConfig config = config("callroster.master-key", "\n");
        assertTrue(config.getOptionalValue("callroster.master-key", String.class).isEmpty());
    }

    @Test
    void otherSettingsAreLeftAlone() {
        assertEquals(" a b ", read("quarkus.log.console.format", " a b "));
    }

    private static String read(String setting, String written) {
        return config(setting, written).getValue(setting, String.class);
    }

    /** Discovers the interceptor as the service does. */
    private static SmallRyeConfig config(String setting, String written) {
        return new SmallRyeConfigBuilder().addDefaultInterceptors().addDiscoveredInterceptors()
                .withSources(new PropertiesConfigSource(Map.of(setting, written), "test", 100)).build();
    }
}
