package org.callroster.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.callroster.Eventually;

import io.restassured.path.json.JsonPath;

/** The production jar, or the native executable, in a process of its own, which never outlives its test. */
final class Service implements AutoCloseable {

    /** Null to run the jar: see the profile {@code native}. */
    private static final String EXECUTABLE = System.getProperty("callroster.executable");
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();
    private static final long LIFE_SECONDS = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10)).build();

    private final Process process;
    private final int port;
    private final int managementPort;
    private final Path output;
    private final Path errors;

    private Service(Process process, int port, int managementPort, Path output, Path errors) {
        this.process = process;
        this.port = port;
        this.managementPort = managementPort;
        this.output = output;
        this.errors = errors;
    }

    /** Starts it with this folder as working directory and nothing but these settings. */
    static Service start(Path folder, Map<String, String> settings, String... arguments) {
        return start(folder, freePort(), settings, arguments);
    }

    static Service start(Path folder, int port, Map<String, String> settings, String... arguments) {
        return start(FirstStart::usingItsClasses, folder, port, settings, arguments);
    }

    /** Starts it so that others can use its classes: see {@link FirstStart}. */
    static Service startFirst(Path folder) {
        return start(FirstStart::archivingClasses, folder, freePort(), Map.of());
    }

    private static Service start(Supplier<List<String>> options, Path folder, int port, Map<String, String> settings,
            String... arguments) {
        try {
            Path output = Files.createTempFile(folder, arguments.length == 0 ? "output" : "answer", ".txt");
            Path errors = Files.createTempFile(folder, "errors", ".txt");
            ProcessBuilder builder =
                    new ProcessBuilder(command(options, arguments)).directory(Recording.workingDirectory(folder).toFile())
                            .redirectOutput(output.toFile()).redirectError(errors.toFile());
            builder.environment().keySet().removeIf(name -> name.matches("(QUARKUS|CALLROSTER|OTEL)_.*"));
            builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
            int managementPort = freePort();
            builder.environment().put("QUARKUS_MANAGEMENT_PORT", String.valueOf(managementPort));
            builder.environment().put("CALLROSTER_RATE_LIMIT_ENABLED", "false");
            builder.environment().putAll(settings);
            return bounded(new Service(builder.start(), port, managementPort, output, errors));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Supplier<List<String>> options, String... arguments) {
        List<String> command = new ArrayList<>(EXECUTABLE == null ? java(options) : List.of(EXECUTABLE));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Only the fast compiler is used in such a short life, unless the run is recorded for longer ones. */
    private static List<String> java(Supplier<List<String>> options) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(Recording.option().map(List::of).orElseGet(options));
        command.addAll(List.of("-Xmx256m", "-jar", Recording.jar(JAR).toString()));
        return command;
    }

    private static Service bounded(Service service) {
        CompletableFuture.delayedExecutor(LIFE_SECONDS, TimeUnit.SECONDS).execute(service.process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(new Thread(service.process::destroyForcibly));
        return service;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Service awaitReady() {
        Eventually.holds(PATIENCE, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("ended with code " + process.exitValue() + "\n" + output() + errors());
            }
            return isReady();
        });
        return this;
    }

    private boolean isReady() {
        try {
            return get("/q/health/ready").statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** Waits until the process has ended. */
    int exitCode() {
        try {
            if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            throw new AssertionError("does not end\n" + output() + errors());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends SIGTERM. */
    int terminate() {
        process.destroy();
        return exitCode();
    }

    /** Sends SIGKILL. */
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    String output() {
        return read(output);
    }

    String errors() {
        return read(errors);
    }

    int port() {
        return port;
    }

    int managementPort() {
        return managementPort;
    }

    /** Gets metrics and probes. */
    HttpResponse<String> manage(String path) {
        return send(request(managementPort, path));
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    HttpResponse<String> get(String path, String token) {
        return send(request(path).header("Authorization", "Bearer " + token));
    }

    HttpResponse<String> put(String path, String token, String json) {
        return send(request(path).header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> post(String path, String token, String json) {
        return send(request(path).header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** With an {@code Idempotency-Key}. */
    HttpResponse<String> postOnce(String path, String token, String key, String type, String body) {
        return send(request(path).header("Authorization", "Bearer " + token).header("Content-Type", type)
                .header("Idempotency-Key", key).POST(BodyPublishers.ofString(body)));
    }

    CompletableFuture<HttpResponse<String>> postLater(String path, String token, String json) {
        return HTTP
                .sendAsync(request(path).header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> delete(String path, String token) {
        return send(request(path).header("Authorization", "Bearer " + token).DELETE());
    }

    HttpResponse<String> form(String path, String body) {
        return send(request(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> tokenCall(String tenant, String login, String secret) {
        return send(tokenRequest(tenant, login, secret));
    }

    /** As forwarded by a proxy, or by a client that pretends to be one. */
    HttpResponse<String> tokenCallFor(String address, String tenant, String login, String secret) {
        return send(tokenRequest(tenant, login, secret).header("X-Forwarded-For", address));
    }

    private HttpRequest.Builder tokenRequest(String tenant, String login, String secret) {
        return request("/configapi/v2/oauth/token").header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&tenant=" + tenant + "&client_id=" + login
                        + "&client_secret=" + secret));
    }

    String token(String tenant, String login, String secret) {
        HttpResponse<String> answer = tokenCall(tenant, login, secret);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return JsonPath.from(answer.body()).getString("access_token");
    }

    CompletableFuture<HttpResponse<String>> login(String tenant, String login, String password) {
        String body = "{\"domain\":\"%s\",\"username\":\"%s\",\"password\":\"%s\",\"application\":\"admin\"}";
        return HTTP.sendAsync(request("/session_login").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.formatted(tenant, login, password))).build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.destroyForcibly();
        exitCode();
    }

    private HttpRequest.Builder request(String path) {
        return request(port, path);
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).timeout(Duration.ofSeconds(20));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
