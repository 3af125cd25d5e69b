package org.callroster.packaged;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One plain HTTP/1.1 connection. HTTP libraries repeat failed requests, and do not tell when they connect. */
final class PlainConnection implements AutoCloseable {

    record Answer(int status, boolean isLast) {
    }

    private static final int TIMEOUT_MILLIS = 20_000;
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]+)");
    private static final Pattern CLOSE = Pattern.compile("(?i)\r\nconnection: *close");

    private final Socket socket = new Socket();
    private final InputStream in;

    /** Fails with {@link java.net.ConnectException} if no server listens. */
    PlainConnection(int port) throws IOException {
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    Answer get(String path, String token) throws IOException {
        return exchange("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n\r\n");
    }

    Answer post(String path, String token, String json) throws IOException {
        return exchange("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n" + json);
    }

    private Answer exchange(String request) throws IOException {
        send(request);
        String head = head();
        Matcher length = LENGTH.matcher(head);
        in.skipNBytes(length.find() ? Long.parseLong(length.group(1)) : 0);
        return new Answer(Integer.parseInt(head.substring(9, 12)), CLOSE.matcher(head).find());
    }

    void send(String part) throws IOException {
        socket.getOutputStream().write(part.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Reads until the other side closes the connection. */
    String untilClosed() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("closed without an answer, after " + head.length() + " bytes");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** Whether the other side has closed it. */
    boolean isClosedByPeer() {
        try {
            return in.read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
