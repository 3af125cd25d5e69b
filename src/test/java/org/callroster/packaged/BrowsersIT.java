package org.callroster.packaged;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.restassured.path.json.JsonPath;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** What browsers let pages call on the production jar: its own pages, and those of other origins. */
class BrowsersIT {

    private static final String CALL = "/configapi/v2/user/nobody";
    private static final String ALL_HEADERS = "accept,authorization,content-type,idempotency-key,if-match,if-none-match,prefer,"
            + "traceparent,x-request-id,x-session-id";
    private static final Pattern INLINE_SCRIPT = Pattern.compile("(?s)<script(?![^>]*src)[^>]*>(.*?)</script>");

    private static Installation here;
    private static Service service;

    @BeforeAll
    static void start() {
        here = Installation.started("browsers");
        service = here.start(Map.of("QUARKUS_HTTP_CORS_ENABLED", "true", "QUARKUS_HTTP_CORS_ORIGINS",
                "https://app.example,https://second.example", "CALLROSTER_ISSUER", "https://roster.example.com"));
        service.awaitReady();
    }

    @AfterAll
    static void endEverything() {
        service.close();
        here.stopPostmasters();
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://app.example", "https://second.example", "https://roster.example.com", "itself" })
    void pagesOfTheseOriginsMayCall(String origin) {
        String allowed = origin.equals("itself") ? "http://localhost:" + service.port() : origin;
        HttpResponse<String> preflight = ask(CALL, "OPTIONS", allowed, "Access-Control-Request-Method", "PUT",
                "Access-Control-Request-Headers", ALL_HEADERS);
        assertEquals(200, preflight.statusCode());
        assertReadable(preflight, allowed);
        List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
                .forEach(method -> assertThat(header(preflight, "Access-Control-Allow-Methods"), containsString(method)));
        assertEquals(ALL_HEADERS, header(preflight, "Access-Control-Allow-Headers"));
        for (String path : List.of(CALL, CALL + ";x")) {
            HttpResponse<String> error = ask(path, "GET", allowed);
            assertEquals(401, error.statusCode());
            assertEquals("invalid_token", JsonPath.from(error.body()).getString("error"));
            assertReadable(error, allowed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://other.example", "null", "https://app.example.evil", "http://roster.example.com" })
    void pagesOfOtherOriginsMayNot(String origin) {
        assertStranger(ask(CALL, "GET", origin));
        assertStranger(ask(CALL, "OPTIONS", origin, "Access-Control-Request-Method", "PUT"));
        assertStranger(ask("/session_check", "GET", origin));
    }

    @Test
    void whatIsNoPageMayCall() {
        HttpResponse<String> answer = service.get(CALL);
        assertEquals(401, answer.statusCode());
        assertEquals("Origin", header(answer, "Vary"));
    }

    @Test
    void optionsIsAnUnknownMethodWhereNoPageAsks() {
        assertEquals(405, ask(CALL, "OPTIONS", "https://app.example").statusCode());
    }

    @Test
    void swaggerUiRunsItsOwnScriptsAlone() {
        HttpResponse<String> page = service.get("/q/swagger-ui/");
        String policy = header(page, "Content-Security-Policy");
        List<String> inline = INLINE_SCRIPT.matcher(page.body()).results().map(script -> script.group(1)).toList();
        assertEquals(2, inline.size());
        inline.forEach(script -> assertThat(policy, containsString("'sha256-" + sha256(script) + "'")));
        assertThat(policy.replaceFirst(".*script-src ([^;]*).*", "$1"), not(containsString("unsafe")));
        assertThat(policy, containsString("default-src 'none'"));
        assertThat(policy, containsString("frame-ancestors 'none'"));
        assertEquals("DENY", header(page, "X-Frame-Options"));
    }

    private static void assertReadable(HttpResponse<String> answer, String origin) {
        assertEquals(origin, header(answer, "Access-Control-Allow-Origin"));
        assertEquals("", header(answer, "Access-Control-Allow-Credentials"));
        assertEquals("Origin", header(answer, "Vary"));
        assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
        List.of("ETag", "X-Request-Id", "Retry-After", "WWW-Authenticate", "Location")
                .forEach(name -> assertThat(header(answer, "Access-Control-Expose-Headers"), containsString(name)));
    }

    private static void assertStranger(HttpResponse<String> refused) {
        assertEquals(403, refused.statusCode());
        assertEquals("{\"error\":\"forbidden\",\"error_description\":\"pages of this origin may not call the service\"}",
                refused.body());
        assertEquals("application/json", header(refused, "Content-Type"));
        assertEquals("", header(refused, "Access-Control-Allow-Origin"));
        assertEquals("Origin", header(refused, "Vary"));
        assertEquals("nosniff", header(refused, "X-Content-Type-Options"));
        assertEquals(36, header(refused, "X-Request-Id").length());
    }

    private static HttpResponse<String> ask(String path, String method, String origin, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + path))
                .method(method, BodyPublishers.noBody()).header("Origin", origin);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String header(HttpResponse<String> answer, String name) {
        return String.join(",", answer.headers().allValues(name));
    }

    private static String sha256(String script) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
