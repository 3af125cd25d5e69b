package org.callroster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.restassured.RestAssured;

/** Requests that no HTTP library lets one send: bytes out, bytes in. */
public final class RawHttp {

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final Pattern HEAD = Pattern.compile("(?si)content-length: ([0-9]+)\r\n(?:.*?\r\n)?\r\n");

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RawHttp() {
    }

    /** Sends a request line and headers as they are, and a {@code Connection: close}; answers head and body. */
    public static String exchange(String requestLine, String... headers) {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            String head = requestLine + "\r\nHost: localhost\r\nConnection: close\r\n" + lines(headers) + "\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            return answer(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends these bytes, one for each character, and no others; answers the first answer to them. */
    public static String bytes(String request) {
        try (Socket socket = sent(request)) {
            return answer(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, but everything that comes until the service closes the connection. */
    public static String bytesUntilClosed(String request) {
        try (Socket socket = sent(request)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Text as the bytes of its UTF-8, for a raw request. */
    public static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** The value of a header of a raw answer; empty if it has none. */
    public static String header(String answer, String name) {
        Matcher line = Pattern.compile("(?i)\r\n" + name + ": ([^\r]*)").matcher(head(answer));
        return line.find() ? line.group(1) : "";
    }

    /** The body of a raw answer. */
    public static String body(String answer) {
        return answer.substring(head(answer).length());
    }

    private static String head(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        return end < 0 ? answer : answer.substring(0, end + 4);
    }

    private static Socket sent(String request) throws IOException {
        Socket socket = new Socket("localhost", RestAssured.port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    /** The status of the answer to such a request; empty if the server hangs up, {@code none} if nothing comes. */
    public static String status(String request) {
        try (Socket socket = sent(request)) {
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return answer.isEmpty() ? "" : answer.substring(9, 12);
        } catch (SocketTimeoutException tooLong) {
            return "none";
        } catch (IOException e) {
            return "";
        }
    }

    /** Sends a body exactly as it is, and no Content-Type if that is null. */
    public static HttpResponse<String> send(String method, String path, String token, String contentType, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + token).method(method, body);
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Up to the announced length: a server that still waits for a body does not close. */
    private static String answer(InputStream in) throws IOException {
        String answer = "";
        Matcher head = HEAD.matcher(answer);
        while (!head.find() || answer.length() < head.end() + Integer.parseInt(head.group(1))) {
            byte[] more = new byte[8192];
            int read = in.read(more);
            if (read < 0) {
                break;
            }
            answer += new String(more, 0, read, StandardCharsets.ISO_8859_1);
            head = HEAD.matcher(answer);
        }
        return answer;
    }

    private static String lines(String... headers) {
        return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    }
}
