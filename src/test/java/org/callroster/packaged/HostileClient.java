package org.callroster.packaged;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Sends hostile requests on one connection after another, and reports what is wrong with an answer. */
final class HostileClient implements Crowd.Client, AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private record Answer(int status, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private final int port;
    private final Supplier<HostileRequest> requests;
    private final Tally tally;
    private final Map<String, String> faults;
    private Socket socket;
    private InputStream in;
    /** The last answer on this connection. */
    private String before = "nothing";

    /**
     * @param requests gives null when there are no more
     * @param tally counts statuses
     * @param faults the faults found, each with a request that caused it
     */
    HostileClient(int port, Supplier<HostileRequest> requests, Tally tally, Map<String, String> faults) {
        this.port = port;
        this.requests = requests;
        this.tally = tally;
        this.faults = faults;
    }

    @Override
    public boolean turn() throws IOException {
        HostileRequest request = requests.get();
        if (request != null) {
            String fault = fault(request);
            if (fault != null) {
                faults.putIfAbsent(fault, request.toString());
            }
        }
        return request != null;
    }

    private String fault(HostileRequest request) throws IOException {
        long began = System.nanoTime();
        try {
            connect();
            send(request);
            Answer answer = answer(request.isHead());
            tally.add(String.valueOf(answer.status));
            before = answer.status + " to " + request;
            if (request.isLast() || answer.header("connection").equalsIgnoreCase("close")) {
                close();
            }
            long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
            return millis > LONGEST.toMillis() ? "took longer than " + LONGEST : fault(request, answer);
        } catch (IOException cutOff) {
            close();
            return request.mayBeCutOff() ? null : "no answer: " + cutOff.getMessage() + ", after " + before;
        }
    }

    private static String fault(HostileRequest request, Answer answer) {
        if (answer.status >= 500) {
            return answer.status == 503 && !answer.header("retry-after").isEmpty() ? null : answer.status + " " + answer.body;
        }
        if (answer.status < 400 || !request.isOurs()) {
            return null;
        }
        boolean hasBody = request.isHead() || answer.body.startsWith("{\"error\":\"") && answer.body.endsWith("}");
        boolean hasHeaders =
                !answer.header("x-request-id").isEmpty() && answer.header("content-type").equals("application/json")
                        && answer.header("x-content-type-options").equals("nosniff");
        return hasBody && hasHeaders ? null : answer.status + " with " + answer.headers.keySet() + (hasBody ? "" : answer.body);
    }

    private void connect() throws IOException {
        if (socket == null) {
            before = "nothing";
            socket = new Socket();
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout((int) LONGEST.multipliedBy(3).toMillis());
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }
    }

    private void send(HostileRequest request) throws IOException {
        try {
            socket.getOutputStream().write(request.bytes());
        } catch (IOException refusedEarly) {
            // there may be an answer in spite of this
        }
        if (request.isLast()) {
            socket.shutdownOutput();
        }
    }

    private Answer answer(boolean isHead) throws IOException {
        String status = line();
        if (!status.startsWith("HTTP/1.")) {
            throw new IOException("no status line");
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] header = line.split(": *", 2);
            headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
        }
        int code = Integer.parseInt(status.substring(9, 12));
        return code < 200 ? answer(isHead) : new Answer(code, headers, body(code, headers, isHead));
    }

    private String body(int status, Map<String, String> headers, boolean isHead) throws IOException {
        if (isHead || status == 204 || status == 304) {
            return "";
        }
        return headers.containsKey("transfer-encoding") ? chunks()
                : text(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }

    private String chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.append(text(size));
            line();
        }
        line();
        return body.toString();
    }

    private String text(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("cut off in the body");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("closed");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
