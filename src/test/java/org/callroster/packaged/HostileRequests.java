package org.callroster.packaged;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static java.util.Map.entry;

/**
 * Makes requests of all kinds, from those of an ordinary client to bytes that are not HTTP. The same seed gives the same
 * requests.
 */
final class HostileRequests {

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE",
            "CONNECT", "get", "PROPFIND", "G\u00c4T");
    /** For each part of a path: the fields of the body, each with a valid value. */
    private static final Map<String, Map<String, String>> FIELDS = Map.of(
            "/user", Map.ofEntries(entry("loginId", "\"user-7\""), entry("firstName", "\"Ann\""), entry("lastName", "\"Bee\""),
                    entry("team", "\"Sales\""), entry("password", "\"eleven tall trees\""), entry("changePassword", "false"),
                    entry("extension", "\"\""), entry("workPhone", "14155550148"), entry("mobilePhone", "\"\""),
                    entry("email", "\"a@example.com\""), entry("disabled", "\"false\""), entry("skills", "{\"English\":80}"),
                    entry("roles", "[\"Agent\"]"), entry("loginInfo", "{}")),
            "/role", Map.of("name", "\"Agent\"", "privileges", "[\"Use wallboard\"]", "assignToNewUsers", "true"),
            "/phone", Map.of("number", "\"\"", "media", "\"voice\"", "type", "\"scenario\"", "extension", "\"1000,1001\"",
                    "scenario", "\"Queue\"", "textOutService", "\"\"", "displayName", "\"\""),
            "/secret", Map.of("expires_at", "\"2099-01-31T12:00:00Z\""),
            "/session", Map.of("domain", "\"hostile.example\"", "username", "\"frank.zappa\"", "password",
                    "\"seven lazy zebras\"", "newpassword", "\"seven lazy zebras\"", "application", "\"agentdesktop\"",
                    "ip_address", "\"::1\""),
            "/securitypolicy", Map.of("lockoutEnabled", "true", "maxLoginAttempts", "6", "minPasswordLength", "12",
                    "passwordHistory", "3", "sessionInactivityMinutes", "15", "lockoutDurationMinutes", "0"),
            "/", Map.of("name", "\"Sales\""));
    private static final List<String> FORM = List.of("grant_type=client_credentials", "scope=hostile.example",
            "tenant=hostile.example", "client_id=frank.zappa", "client_secret=wrong", "token=x.y.z");
    private static final List<String> PARAMETERS = List.of("limit", "cursor", "user", "kind", "from", "to", "session_id",
            "tenant", "scope", "client_id", "client_secret", "grant_type", "token", "format");
    private static final List<String> TEXTS = List.of("", " ", "frank.zappa", "FRANK.ZAPPA", "lock", "admin", "Agent", "Sales",
            "English", "1000", "1000,1001", "0", "-1", "80", "80.0", "1e400", "true", "null", ".", "..", "a/b", "a;b=c",
            "a+b@c",
            "a|b", "{x}", "CORP\\anna", "^", "M\u00fcnchen", "\u039d\u0399\u039a\u039f\u03a3", "\u0130lker", "\u0000", "\u0085",
            "\u200b", "\ufeff", "\ufffe", "=1+1", "'; drop table app_user; --", "<script>alert(1)</script>", "${x}", "%n%s",
            "2027-01-31T12:00:00Z", "9999-99-99", "00000000-0000-0000-0000-000000000000", "127.0.0.1", "::1", "agentdesktop",
            "client_credentials", "hostile.example", "voice", "softphone", "scenario", "Manage users", "W/\"1\"", "\"1\", *",
            "*");
    private static final List<String> RAW = List.of("%", "%z1", "%FC", "%C3%28", "%00", "%2F", "%2e%2e", "%25", "%c3%bc",
            "\u00c3\u00bc", "\u00ff", "|", "{x}", "^", "\\", "..", ".", "//", ";a=b", "#a", "%0D%0A", "\t");
    private static final List<String> JSON_VALUES = List.of("null", "true", "\"true\"", "0", "-1", "80", "80.0", "1e400",
            "1e-400",
            "[]", "{}", "[null]", "[[]]", "[\"Agent\"]", "[1]", "{\"English\":80}", "{\"English\":null}",
            "{\"English\":\"80\"}",
            "{\"\":1}", "{\"a\":{\"a\":{}}}", "\"\\ud800\"", "\"\\u0000\"", "NaN", "'a'", "01", "\"\\x\"", "{\"a\":1,\"a\":2}");
    private static final List<String> MEDIA_TYPES = List.of("application/json", "application/json;charset=UTF-8",
            "APPLICATION/JSON", "application/x-www-form-urlencoded", "text/csv", "text/csv;q=0, application/json",
            "application/json, text/csv;q=0.9", "*/*", "a", "/", ";", "text/plain; charset=nonsense", "multipart/form-data",
            "application/scim+json");
    private static final int LONG = 3000;
    /** Beyond the server's own limit, it answers without a body and closes the connection. */
    private static final int LONGEST_TARGET = 16_000;

    private final Random random;
    private final List<String> calls;
    private final List<String> tokens;

    /**
     * @param calls every call of the OpenAPI document: {@code GET /configapi/v2/user/{loginId}}
     * @param tokens one for each level of privileges; empty for a stranger
     */
    HostileRequests(long seed, List<String> calls, List<String> tokens) {
        this.random = new Random(seed);
        this.calls = calls;
        this.tokens = tokens;
    }

    HostileRequest next() {
        String[] call = any(calls).split(" ");
        String method = rarely(8) ? any(METHODS) : call[0];
        String target = rarely(25) ? "/" + junk(40) : target(call[1]);
        boolean hasBody = !method.equals("GET") && !method.equals("HEAD") ? !rarely(5) : rarely(12);
        boolean isForm = call[1].contains("/oauth/");
        byte[] body = hasBody ? body(call[1]) : new byte[0];
        return framed(method, target, headers(isForm), body);
    }

    private String target(String template) {
        String path = Stream.of(template.split("(?=\\{)|(?<=})")).map(part -> part.startsWith("{") ? inPath() : part)
                .collect(Collectors.joining());
        return path + (rarely(20) ? "/" : "") + (rarely(8) ? "?" + query() : "");
    }

    private String inPath() {
        String value = rarely(3) ? any(RAW) + (rarely(2) ? "x" : "") : escaped(text());
        return value.isEmpty() ? "x" : value;
    }

    private String query() {
        return many(4, () -> any(PARAMETERS) + (rarely(9) ? "" : "=" + (rarely(4) ? any(RAW) : escaped(text()))), "&");
    }

    private String headers(boolean isForm) {
        StringBuilder headers = new StringBuilder();
        add(headers, "Host", rarely(40) ? any(List.of("", "a b", "[::1", "x:y", "hostile.example:99999")) : "localhost");
        authorization(headers);
        add(headers, "Content-Type", rarely(8) ? any(MEDIA_TYPES)
                : isForm ? "application/x-www-form-urlencoded" : "application/json");
        sometimes(headers, "Accept", () -> any(MEDIA_TYPES));
        sometimes(headers, "If-Match", this::text);
        sometimes(headers, "If-None-Match", this::text);
        sometimes(headers, "Prefer", () -> "return=" + text());
        sometimes(headers, "User-Agent", () -> "BlackBerry" + "9".repeat(random.nextInt(2000)) + "/" + text());
        sometimes(headers, "X-Request-Id", this::text);
        sometimes(headers, "X-Session-Id", this::text);
        sometimes(headers, "X-Forwarded-For", () -> many(5, this::text, ","));
        sometimes(headers, "Forwarded", () -> many(5, () -> "for=" + text(), ","));
        sometimes(headers, "Origin", () -> "https://" + text());
        rare(headers, "Host", () -> "localhost");
        rare(headers, "Content-Encoding", () -> any(List.of("gzip", "identity", "br", "")));
        rare(headers, "Expect", () -> any(List.of("100-continue", "nonsense")));
        rare(headers, "Range", () -> "bytes=0-1");
        rare(headers, "Connection", () -> any(List.of("close", "Upgrade", "keep-alive, X")));
        rare(headers, "X-" + random.nextInt(1000), () -> junk(50));
        rare(headers, "X-Long", () -> "a".repeat(random.nextInt(25_000)));
        return headers.toString();
    }

    private void authorization(StringBuilder headers) {
        String token = any(tokens);
        if (rarely(30)) {
            add(headers, "Authorization", any(List.of("Bearer", "Bearer ", "bearer " + junk(30), "Basic", "Basic !", "Digest x",
                    "Bearer " + "a.".repeat(random.nextInt(500)), "Basic " + base64(text() + ":" + text()))));
        } else if (!token.isEmpty()) {
            add(headers, "Authorization", "Bearer " + token);
        }
    }

    private byte[] body(String path) {
        if (rarely(25)) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            return noise;
        }
        if (rarely(1500)) {
            return ("{\"loginId\":\"" + "x".repeat(random.nextInt(1_200_000)) + "\"}").getBytes(StandardCharsets.UTF_8);
        }
        String text = path.contains("/oauth/") ? form() : json(path);
        byte[] body = text.getBytes(rarely(25) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        return rarely(25) && body.length > 0 ? Arrays.copyOf(body, random.nextInt(body.length)) : body;
    }

    private String json(String path) {
        if (rarely(15)) {
            return any(
                    List.of("", "[]", "null", "1", "\"x\"", "{", "{}{}", "\ufeff{}", "[".repeat(LONG), "{\"a\":".repeat(LONG)));
        }
        return FIELDS.entrySet().stream().filter(fields -> path.contains(fields.getKey()))
                .max(Comparator.comparing(fields -> fields.getKey().length())).orElseThrow().getValue().entrySet().stream()
                .sorted(Map.Entry.comparingByKey()).filter(field -> !rarely(3))
                .map(field -> string(rarely(60) ? text() : field.getKey()) + ":" + (rarely(4) ? value() : field.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String value() {
        return rarely(2) ? any(JSON_VALUES) : string(text());
    }

    private String form() {
        return FORM.stream().filter(field -> !rarely(4))
                .map(field -> rarely(6) ? any(PARAMETERS) + "=" + escaped(text()) : field)
                .collect(Collectors.joining("&"));
    }

    private static String string(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private HostileRequest framed(String method, String target, String headers, byte[] body) {
        boolean isOurs = List.of("/configapi/", "/session_", "/oauth/").stream().anyMatch(target::startsWith)
                && !target.contains("..") && !target.contains("//") && !target.contains("%2e%2e");
        String line = rarely(60) ? any(List.of(method, method + " " + target, "", junk(20), method + " " + target + " HTTP/9.9",
                method + "  " + target + " HTTP/1.1")) : null;
        boolean isNoRequest = line != null || !method.matches("[A-Z]+") || target.contains("\t") || target.contains("#")
                || target.length() > LONGEST_TARGET;
        String head = (line == null ? method + " " + target + " HTTP/1.1" : line) + "\r\n" + headers;
        int kind = random.nextInt(100);
        String length = "Content-Length: " + body.length + "\r\n\r\n";
        boolean isHead = method.equals("HEAD");
        if (body.length == 0 || kind < 90) {
            return new HostileRequest(bytes(head + (body.length == 0 ? "\r\n" : length), body), isOurs && !isNoRequest, isHead,
                    isNoRequest, isNoRequest || method.equals("CONNECT"));
        }
        if (kind < 94) {
            return new HostileRequest(bytes(head + "Transfer-Encoding: chunked\r\n\r\n", chunked(body)), isOurs && !isNoRequest,
                    isHead,
                    isNoRequest, isNoRequest);
        }
        String wrong = any(List.of("Transfer-Encoding: xchunked\r\n\r\n", "Transfer-Encoding: chunked, xchunked\r\n\r\n",
                "Transfer-Encoding: chunked\r\n" + length, "Content-Length: " + body.length / 2 + "\r\n\r\n",
                "Content-Length: " + (body.length + 10L) + "\r\n\r\n", "Content-Length: -1\r\n\r\n",
                "Content-Length: 1x\r\n\r\n",
                "Content-Length: 99999999999999999999\r\n\r\n", "Content-Length: 1\r\n" + length,
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n"));
        return new HostileRequest(bytes(head + wrong, body), false, isHead, true, true);
    }

    private static byte[] chunked(byte[] body) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        chunks.writeBytes((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        chunks.writeBytes(body);
        chunks.writeBytes("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return chunks.toByteArray();
    }

    private static byte[] bytes(String head, byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private String text() {
        return rarely(12) ? any(TEXTS).repeat(random.nextInt(400)) : rarely(4) ? "user-" + random.nextInt(200) : any(TEXTS);
    }

    /** Visible characters only: a line end would start another header. */
    private String junk(int most) {
        return IntStream.range(0, 1 + random.nextInt(most)).mapToObj(i -> String.valueOf((char) (33 + random.nextInt(94))))
                .collect(Collectors.joining());
    }

    /** Percent-encoded for a path, a query and a form alike. */
    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void sometimes(StringBuilder headers, String name, Supplier<String> value) {
        if (rarely(6)) {
            add(headers, name, value.get());
        }
    }

    private void rare(StringBuilder headers, String name, Supplier<String> value) {
        if (rarely(80)) {
            add(headers, name, value.get());
        }
    }

    private static void add(StringBuilder headers, String name, String value) {
        headers.append(name).append(": ").append(value.replaceAll("[\r\n\u0000]", "")).append("\r\n");
    }

    private String many(int most, Supplier<String> each, String separator) {
        return IntStream.range(0, random.nextInt(most + 1)).mapToObj(i -> each.get()).collect(Collectors.joining(separator));
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private boolean rarely(int oneOf) {
        return random.nextInt(oneOf) == 0;
    }
}
