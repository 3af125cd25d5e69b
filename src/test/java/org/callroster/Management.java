package org.callroster;

import java.net.URI;

import org.eclipse.microprofile.config.ConfigProvider;

/** The port of metrics and probes, of the service in the process of the tests. */
public final class Management {

    private Management() {
    }

    public static URI uri(String path) {
        return URI.create("http://localhost:" + ConfigProvider.getConfig().getValue("quarkus.management.test-port", int.class)
                + path);
    }
}
