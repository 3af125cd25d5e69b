import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Eight clients that call all there is, one call after another with a short pause, for a given time: tokens, users, locks, lists,
 * exports, bulks, logins, SCIM and the console, with right and wrong secrets; some break off in the middle.
 *
 * <p>Usage: java bench/Soak.java SECONDS; the environment names QUARKUS_HTTP_PORT, SECRET, PASSWORD and USERS.
 * Prints how often each call was made, and how it was answered.
 */
class Soak {

    private static final int CLIENTS = 8;
    private static final int PORT = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
    private static final String BASE = "http://127.0.0.1:" + PORT;
    private static final String API = "/configapi/v2";
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int USERS = Integer.parseInt(System.getenv("USERS"));
    /** Users that a client leaves behind before it deletes the oldest. */
    private static final int KEPT = 50;
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
    private static final Pattern SESSION = Pattern.compile("\"session_id\":\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private static final Map<String, Map<Integer, AtomicLong>> ANSWERS = new ConcurrentSkipListMap<>();

    private interface Call {
        void make() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(Long.parseLong(args[0])).toNanos();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Soak client = new Soak(i);
            Thread thread = new Thread(() -> client.callUntil(end));
            thread.start();
            clients.add(thread);
        }
        for (Thread client : clients) {
            client.join();
        }
        System.out.println("| call | answers |\n| --- | --- |");
        ANSWERS.forEach((call, answers) -> System.out.println("| " + call + " | " + new TreeMap<>(answers) + " |"));
    }

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int number;
    private final List<Call> calls = List.of(this::token, this::get, this::get, this::get, this::update, this::create, this::lock,
            this::list, this::search, this::login, this::wrongPassword, this::wrongSecret, this::export, this::brokenExport,
            this::brokenBody, this::bulk, this::change, this::scim, this::console, this::audit);
    private String token = "";
    private String cookie = "";
    private int created;
    private int pushed;

    Soak(int number) {
        this.number = number;
    }

    private void callUntil(long end) {
        while (System.nanoTime() < end) {
            try {
                calls.get(random(calls.size())).make();
                Thread.sleep(random(200));
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                count(e.getClass().getSimpleName(), 0);
            }
        }
    }

    private static int random(int bound) {
        return ThreadLocalRandom.current().nextInt(bound);
    }

    private static String user() {
        return "user-" + (1 + random(USERS));
    }

    private void token() throws Exception {
        String answer = send("token", request(API + "/oauth/token").header("Content-Type", FORM).POST(BodyPublishers.ofString(
                "grant_type=client_credentials&client_id=admin&client_secret=" + System.getenv("SECRET"))));
        token = found(TOKEN, answer, token);
    }

    private void get() throws Exception {
        send("get a user", authorized(API + "/user/" + user()));
    }

    private void update() throws Exception {
        send("update a user", authorized(API + "/user/" + user()).header("Content-Type", JSON)
                .PUT(BodyPublishers.ofString("{\"workPhone\":\"1415" + (1_000_000 + random(9_000_000)) + "\"}")));
    }

    private void create() throws Exception {
        String login = "soak-" + number + "-" + created++;
        send("create a user", json("/user", "{\"loginId\":\"" + login + "\",\"firstName\":\"S\",\"lastName\":\"Oak\",\"team\":\"Team 1\"}"));
        if (created > KEPT) {
            send("delete a user", authorized(API + "/user/soak-" + number + "-" + (created - 1 - KEPT)).DELETE());
        }
    }

    private void lock() throws Exception {
        String user = user();
        send("get a lock", authorized(API + "/user/lock/" + user));
        send("clear a lock", authorized(API + "/user/lock/" + user).PUT(BodyPublishers.noBody()));
    }

    private void list() throws Exception {
        send("list", authorized(API + "/user?limit=200&include=access"));
    }

    private void search() throws Exception {
        send("search", authorized(API + "/user?count=true&q=er-" + random(1000)));
    }

    private void audit() throws Exception {
        send("audit", authorized(API + "/audit?runs=true&limit=100"));
    }

    private void login() throws Exception {
        String session = found(SESSION, login(user(), System.getenv("PASSWORD"), "log in"), "");
        if (!session.isEmpty()) {
            send("check a session", request("/session_check?session_id=" + session));
            send("log out", request("/session_logout?session_id=" + session));
        }
    }

    private void wrongPassword() throws Exception {
        login(random(2) == 0 ? user() : "nobody-" + random(1_000_000), "wrong", "log in with a wrong password");
    }

    private String login(String user, String password, String name) throws Exception {
        return send(name, post("/session_login", "{\"domain\":\"localhost\",\"username\":\"" + user + "\",\"password\":\""
                + password + "\",\"application\":\"agentdesktop\"}"));
    }

    private void wrongSecret() throws Exception {
        send("token with a wrong secret", request(API + "/oauth/token").header("Content-Type", FORM).POST(BodyPublishers
                .ofString("grant_type=client_credentials&client_secret=wrong&client_id=" + user())));
    }

    private void export() throws Exception {
        send("export", authorized(API + (random(2) == 0 ? "/phone/user" : "/export/user")));
    }

    /** Reads the beginning and closes the connection. */
    private void brokenExport() throws Exception {
        HttpResponse<InputStream> answer = http.send(authorized(API + "/export/user").build(), BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            body.readNBytes(10_000);
        }
        count("export that breaks off", answer.statusCode());
    }

    /** Sends half of a body and closes the connection. */
    private void brokenBody() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", PORT); OutputStream out = socket.getOutputStream()) {
            out.write(("POST " + API + "/user HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                    + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"loginId\":\"half").getBytes(StandardCharsets.UTF_8));
        }
        count("body that breaks off", 0);
    }

    private void bulk() throws Exception {
        if (random(20) == 0) {
            StringBuilder lines = new StringBuilder("loginId,firstName,lastName,team\n");
            for (int i = 0; i < 300; i++) {
                lines.append("bulk-").append(number).append('-').append(i).append(",B,").append(random(1000)).append(",Team 2\n");
            }
            send("bulk", authorized(API + "/bulk/user?mode=upsert").header("Content-Type", "text/csv").header("Prefer", "wait")
                    .POST(BodyPublishers.ofString(lines.toString())));
        }
    }

    private void change() throws Exception {
        if (random(20) == 0) {
            send("bulk change", authorized(API + "/bulk/change").header("Content-Type", JSON).header("Prefer", "wait")
                    .POST(BodyPublishers.ofString("{\"filter\":{\"q\":\"er-" + random(100) + "\"},\"change\":{\"unlock\":true}}")));
        }
    }

    private void scim() throws Exception {
        String login = "scim-" + number + "-" + pushed++;
        String id = found(ID, send("create by SCIM", scim("/Users").POST(BodyPublishers.ofString(
                "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"" + login + "\",\"active\":true}"))), "");
        send("find by SCIM", scim("/Users?filter=" + encoded("userName eq \"" + login + "\"")));
        send("deactivate by SCIM", scim("/Users/" + id).method("PATCH", BodyPublishers.ofString(
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],"
                        + "\"Operations\":[{\"op\":\"replace\",\"path\":\"active\",\"value\":false}]}")));
        send("delete by SCIM", scim("/Users/" + id).DELETE());
    }

    private void console() throws Exception {
        if (cookie.isEmpty()) {
            HttpResponse<String> answer = http.send(console("/login").header("Content-Type", FORM).POST(BodyPublishers.ofString(
                    "tenant=localhost&login=admin&next=/console&password=" + encoded(System.getenv("PASSWORD")))).build(), BodyHandlers.ofString());
            count("log in to the console", answer.statusCode());
            cookie = answer.headers().firstValue("Set-Cookie").map(set -> set.substring(0, set.indexOf(';'))).orElse("");
        }
        send("today", console(""));
        send("search in the console", console("/users?q=er-" + random(1000)).header("HX-Request", "true"));
        send("unlock in the console", console("/users/" + user() + "/unlock").header("Content-Type", FORM).header("HX-Request", "true")
                .POST(BodyPublishers.ofString("x=y")));
        if (random(50) == 0) {
            send("log out of the console", console("/logout").POST(BodyPublishers.noBody()));
            cookie = "";
        }
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(BASE + path)).timeout(Duration.ofMinutes(2));
    }

    private HttpRequest.Builder authorized(String path) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder json(String path, String body) {
        return authorized(API + path).header("Content-Type", JSON).POST(BodyPublishers.ofString(body));
    }

    private static HttpRequest.Builder post(String path, String body) {
        return request(path).header("Content-Type", JSON).POST(BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder scim(String path) {
        return authorized("/scim/v2" + path).header("Content-Type", "application/scim+json");
    }

    private HttpRequest.Builder console(String path) {
        HttpRequest.Builder page = request("/console" + path).header("Sec-Fetch-Site", "same-origin");
        return cookie.isEmpty() ? page : page.header("Cookie", cookie);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A token that ran out is replaced before the next call. */
    private String send(String name, HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        count(name, answer.statusCode());
        if (answer.statusCode() == 401 && !name.startsWith("token") && !name.startsWith("log in")) {
            token();
        }
        return answer.body();
    }

    private static void count(String name, int status) {
        ANSWERS.computeIfAbsent(name, call -> new ConcurrentSkipListMap<>()).computeIfAbsent(status, s -> new AtomicLong())
                .incrementAndGet();
    }

    private static String found(Pattern pattern, String text, String otherwise) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : otherwise;
    }
}
