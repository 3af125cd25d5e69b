import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long a service takes from its start until it is ready, and until its first token, and how much memory it has then: in turns,
 * medians. The first round is not counted.
 *
 * <p>Usage: java bench/Start.java ROUNDS NAME COMMAND [NAME COMMAND …], commands that exec.     Prints the rows of a Markdown table.
 */
class Start {
    private static final String BASE = "http://127.0.0.1:" + System.getenv("QUARKUS_HTTP_PORT");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final HttpRequest READY = HttpRequest.newBuilder(URI.create(BASE + "/q/health/ready")).build();
    private static final HttpRequest TOKEN = HttpRequest.newBuilder(URI.create(BASE + "/configapi/v2/oauth/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=admin&client_secret=" + System.getenv("SECRET")))
            .build();

    public static void main(String[] args) throws Exception {
        Map<String, List<double[]>> all = new LinkedHashMap<>();
        for (int round = 0; round <= Integer.parseInt(args[0]); round++) {
            for (int i = 1; i < args.length; i += 2) {
                double[] measured = measured(args[i + 1]);
                if (round > 0) {
                    all.computeIfAbsent(args[i], name -> new ArrayList<>()).add(measured);
                }
            }
        }
        all.forEach((name, runs) -> System.out.printf("| %s | %.2f s | %.0f MiB | %.2f s | %.0f MiB |%n", name, median(runs, 0),
                median(runs, 1), median(runs, 2), median(runs, 3)));
    }

    private static double[] measured(String command) throws Exception {
        long start = System.nanoTime();
        Process service = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true)
                .redirectOutput(new File("target/start.log")).start();
        try {
            while (status(READY) != 200) {
                if (!service.isAlive()) {
                    throw new IllegalStateException("it ended: see target/start.log");
                }
                Thread.sleep(2);
            }
            double ready = secondsSince(start);
            double memory = mebibytes(service);
            if (status(TOKEN) != 200) {
                throw new IllegalStateException("no token: see target/start.log");
            }
            return new double[] { ready, memory, secondsSince(start), mebibytes(service) };
        } finally {
            service.destroy();
            service.waitFor();
        }
    }

    private static int status(HttpRequest request) throws InterruptedException {
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode();
        } catch (java.io.IOException notYet) {
            return 0;
        }
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** What of it is in memory. */
    private static double mebibytes(Process service) throws Exception {
        return Files.readAllLines(Path.of("/proc/" + service.pid() + "/status")).stream().filter(line -> line.startsWith("VmRSS"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024).findFirst().orElseThrow();
    }

    private static double median(List<double[]> runs, int value) {
        return runs.stream().mapToDouble(run -> run[value]).sorted().skip(runs.size() / 2).findFirst().orElseThrow();
    }
}
