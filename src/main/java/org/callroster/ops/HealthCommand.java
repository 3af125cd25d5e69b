package org.callroster.ops;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * {@code health}: asks the service that runs beside it whether it lives, for images that hold no other program that could. A
 * database that is away is no reason to restart a container, so this is the probe for liveness.
 */
final class HealthCommand {

    private static final int PATIENCE_MILLIS = 3000;
    private static final String QUESTION = "GET /q/health/live HTTP/1.0\r\n\r\n";

    private HealthCommand() {
    }

    /** Returns the exit code. */
    static int run() {
        int port = LaunchSettings.read().getOptionalValue("quarkus.http.port", Integer.class).orElse(8080);
        try {
            String status = statusLine(port);
            System.out.println(status);
            return status.contains(" 200 ") ? 0 : 1;
        } catch (IOException e) {
            System.err.println("No answer on port " + port + ": " + e.getMessage());
            return 1;
        }
    }

    private static String statusLine(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(QUESTION.getBytes(StandardCharsets.US_ASCII));
            String line =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
            return line == null ? "no answer" : line;
        }
    }
}
