import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;

/**
 * Whether a client can tell by time why it was refused: interleaved tries of every kind over one connection, their medians
 * held against the first kind, which is listed twice so that the run tells its own noise; first tries against each other. Prints a Markdown table; exit code 1 if
 * a median differs by more than 2 % beyond that noise, or an answer in more than its request id.
 *
 * <p>Usage: java bench/Timing.java PORT TRIES (bench/timing.sh prepares the users it asks for)
 */
class Timing {

    private static final String SECRET = "bench-only-secret-0123456789-0123456789-0123456789";
    // as long, so that it takes as long to read and hash
    private static final String WRONG = SECRET.replace("bench", "wrong");
    private static final int WARM_UP = 1000;
    private static final double ALLOWED_PERCENT = 2;

    /** One kind of try: what is sent the n-th time, and how long each answer took, in nanoseconds. */
    private record Kind(String name, IntFunction<String> form, long[] took) {
    }

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[0]);
        int tries = Integer.parseInt(args[1]);
        List<Kind> kinds = kinds(tries);
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            String expected = answer(socket, kinds.get(0).form.apply(0));
            for (int n = 0; n < WARM_UP; n++) {
                // those of first tries stay first tries
                for (Kind kind : kinds.subList(0, kinds.size() - 2)) {
                    answer(socket, kind.form.apply(n));
                }
            }
            List<Kind> order = new ArrayList<>(kinds);
            Random random = new Random(1);
            for (int n = 0; n < tries; n++) {
                Collections.shuffle(order, random);
                for (Kind kind : order) {
                    time(socket, kind, n, expected);
                }
            }
        }
        System.exit(report(kinds) ? 0 : 1);
    }

    private static List<Kind> kinds(int tries) {
        return List.of(
                kind("wrong secret", n -> form("localhost", "user-1", WRONG), tries),
                kind("wrong secret, again (the run's noise)", n -> form("localhost", "user-1", WRONG), tries),
                kind("unknown login", n -> form("localhost", "nobody", WRONG), tries),
                kind("unknown tenant", n -> form("nowhere.example", "user-1", WRONG), tries),
                kind("disabled", n -> form("localhost", "user-2", WRONG), tries),
                kind("disabled, right secret", n -> form("localhost", "user-2", SECRET), tries),
                kind("locked", n -> form("localhost", "user-3", WRONG), tries),
                kind("locked, right secret", n -> form("localhost", "user-3", SECRET), tries),
                kind("first try of a user", n -> form("localhost", "user-" + (1000 + n), WRONG), tries),
                kind("first try of an unknown login", n -> form("localhost", "nobd-" + (1000 + n), WRONG), tries));
    }

    private static Kind kind(String name, IntFunction<String> form, int tries) {
        return new Kind(name, form, new long[tries]);
    }

    /** All of one length, so that none is slower to send. */
    private static String form(String tenant, String login, String secret) {
        String form = "grant_type=client_credentials&tenant=" + tenant + "&client_id=" + login + "&client_secret="
                + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return form + "&filler=" + "x".repeat(200 - form.length());
    }

    private static void time(Socket socket, Kind kind, int n, String expected) throws IOException {
        String form = kind.form.apply(n);
        long start = System.nanoTime();
        String answer = answer(socket, form);
        kind.took[n] = System.nanoTime() - start;
        if (!answer.equals(expected)) {
            throw new IllegalStateException(kind.name + " is answered differently:\n" + answer + "\ninstead of\n" + expected);
        }
    }

    /** Head and body, without the request id. */
    private static String answer(Socket socket, String form) throws IOException {
        String request = "POST /configapi/v2/oauth/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded"
                + "\r\nContent-Length: " + form.length() + "\r\n\r\n" + form;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[8192];
        String answer = "";
        while (!answer.endsWith("}")) {
            int read = in.read(buffer);
            if (read < 0) {
                throw new IOException("the service closed the connection");
            }
            answer += new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
        }
        return answer.replaceFirst("(?i)x-request-id: \\S+", "");
    }

    private static boolean report(List<Kind> kinds) {
        double noise = Math.abs(percent(median(kinds.get(1)), median(kinds.get(0))));
        System.out.println("| refused for | median | against the first of its kind |\n| --- | ---: | ---: |");
        boolean equal = true;
        for (Kind kind : kinds) {
            double difference = percent(median(kind), median(kinds.get(isFirstTry(kinds, kind) ? kinds.size() - 2 : 0)));
            equal &= Math.abs(difference) <= ALLOWED_PERCENT + noise;
            System.out.printf(Locale.ROOT, "| %s | %.0f µs | %+.2f %% |%n", kind.name, median(kind) / 1000, difference);
        }
        System.out.printf(Locale.ROOT, "%n%s: at most %.2f %% may lie between them (%.0f %% and the noise).%n",
                equal ? "Equal" : "DIFFERENT", ALLOWED_PERCENT + noise, ALLOWED_PERCENT);
        return equal;
    }

    /** They write rows that later tries find, and so have each other to be held against. */
    private static boolean isFirstTry(List<Kind> kinds, Kind kind) {
        return kinds.indexOf(kind) >= kinds.size() - 2;
    }

    private static double percent(double median, double base) {
        return (median - base) * 100 / base;
    }

    private static double median(Kind kind) {
        long[] sorted = kind.took.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2.0;
    }
}
