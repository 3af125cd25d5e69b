package org.callroster.ops;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * {@code health}: asks the service on this machine whether it is alive, for images that hold no other program that could ask.
 * It uses the liveness probe, because an unavailable database is not a reason to restart a container. It asks on the management
 * port, whose connections strangers cannot use up.
 */
final class HealthCommand {

    private static final int PATIENCE_MILLIS = 3000;
    private static final String QUESTION = "GET /q/health/live HTTP/1.0\r\n\r\n";

    private HealthCommand() {
    }

    /** Returns the exit code. */
    static int run() {
        InetSocketAddress service = ManagementPort.of(LaunchSettings.read()).address();
        try {
            String status = statusLine(service);
            System.out.println(status);
            return status.contains(" 200 ") ? 0 : 1;
        } catch (IOException e) {
            System.err.println("No answer on port " + service.getPort() + ": " + e.getMessage());
            return 1;
        }
    }

    private static String statusLine(InetSocketAddress service) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(service, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(QUESTION.getBytes(StandardCharsets.US_ASCII));
            String line =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
            return line == null ? "no answer" : line;
        }
    }
}
