package org.callroster.ops;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkus.runtime.LaunchMode;

/** Where metrics and probes are served: on this machine only, unless set. */
record ManagementPort(String host, int number) {

    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final int DEFAULT = 9000;

    static ManagementPort of(Config config) {
        return new ManagementPort(config.getOptionalValue("quarkus.management.host", String.class).orElse(DEFAULT_HOST),
                config.getOptionalValue("quarkus.management.port", Integer.class).orElse(DEFAULT));
    }

    /**
     * Call it before the port is opened. Fails with {@link IllegalArgumentException} if the port cannot be opened; Quarkus
     * would show only a stack trace.
     */
    static void requireFree() {
        Config config = ConfigProvider.getConfig();
        if (LaunchMode.current() == LaunchMode.NORMAL && config.getValue("quarkus.management.enabled", Boolean.class)) {
            of(config).tryOut();
        }
    }

    private void tryOut() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(host, number));
        } catch (BindException e) {
            throw new IllegalArgumentException("metrics and probes can't be served on " + host + ":" + number
                    + ", another program may have it. QUARKUS_MANAGEMENT_PORT sets another port", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("QUARKUS_MANAGEMENT_HOST is not an address of this machine: " + host, e);
        }
    }

    /** The address at which this machine reaches it. */
    InetSocketAddress address() {
        InetSocketAddress set = new InetSocketAddress(host, number);
        return set.isUnresolved() || !set.getAddress().isAnyLocalAddress() ? set
                : new InetSocketAddress(InetAddress.getLoopbackAddress(), number);
    }
}
