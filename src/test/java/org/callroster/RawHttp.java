package org.callroster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
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
    private static final Pattern HEAD = Pattern.compile("(?si)content-length: ([0-9]+)\r\n.*?\r\n\r\n");

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
