package org.callroster.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.stream.Stream;

import org.callroster.Api;
import org.callroster.RawHttp;
import org.callroster.TestDatabase;
import org.callroster.Traces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Contract section 1: what no client library sends is refused in the one error body, and leaves no query in the log. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class HostileRequestsTest {

    private static final String SESSION = "0190b0c3-6c3f-7f5e-9a34-5d3c1f0e7a11";
    private static final String CHECK = "/session_check?session_id=" + SESSION;
    private static final String HOST = "Host: localhost\r\n";

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("no Host", 400, get(CHECK, "")),
                arguments("no Host, a call with a token", 400, get("/configapi/v2/user/x?session_id=" + SESSION, "")),
                arguments("no Host, our pages", 400, get("/q/openapi?session_id=" + SESSION, "")),
                arguments("Host with a space", 400, get(CHECK, "Host: a b\r\n")),
                arguments("Host with a space in brackets", 400, get(CHECK, "Host: [a b]\r\n")),
                arguments("Host that is no address", 400, get(CHECK, "Host: [x]\r\n")),
                arguments("Host of two", 400, get(CHECK, "Host: a, b\r\n")),
                arguments("Host with an odd character", 400, get(CHECK, "Host: a<b\r\n")),
                arguments("Host in UTF-8", 400, get(CHECK, "Host: " + RawHttp.utf8("zoë.example") + "\r\n")),
                arguments("Host with an odd port", 400, get(CHECK, "Host: a:99999\r\n")),
                arguments("two Hosts", 400, get(CHECK, "Host: a\r\nHost: b\r\n")),
                arguments("the same Host twice", 400, get(CHECK, HOST + HOST)),
                arguments("Host with a space, HTTP/1.0", 400, "GET " + CHECK + " HTTP/1.0\r\nHost: a b\r\n\r\n"),
                arguments("no path", 400, get("?session_id=" + SESSION, HOST)),
                arguments("no slash", 404, get("session_check?session_id=" + SESSION, HOST)),
                arguments("the whole server", 404, "OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n"),
                arguments("a tunnel", 404, "CONNECT localhost:80 HTTP/1.1\r\n" + HOST + "\r\n"),
                arguments("% at the end", 400, get("/configapi/v2/user/100%?session_id=" + SESSION, HOST)),
                arguments("% and one digit", 400, get("/configapi/v2/user/a%4", HOST)),
                arguments("% and no digits", 400, get("/configapi/v2/user/%zz", HOST)),
                arguments("% and a sign", 400, get("/configapi/v2/user/%+1", HOST)),
                arguments("% in our pages", 400, get("/q/openapi/%zz?session_id=" + SESSION, HOST)),
                arguments("% at the end of the query", 400, get(CHECK + "%", HOST)),
                arguments("% in a query", 400, get("/configapi/v2/audit?user=100%&limit=1", HOST)),
                arguments("% in a query of our pages", 400, get("/q/openapi?format=%zz", HOST)),
                arguments("Latin-1 in escapes", 400, get("/configapi/v2/user/M%FCnchen", HOST)),
                arguments("an overlong NUL", 400, get("/configapi/v2/user/%C0%80", HOST)),
                arguments("half of a surrogate pair", 400, get("/configapi/v2/user/%ED%A0%80", HOST)),
                arguments("raw Latin-1", 400, get("/configapi/v2/user/M\u00fcnchen", HOST)),
                arguments("cut UTF-8", 400, get("/configapi/v2/user/M\u00c3", HOST)),
                arguments("Latin-1 in escapes of a query", 400, get("/configapi/v2/audit?user=M%FCnchen", HOST)),
                arguments("raw Latin-1 in a query", 400, get(CHECK + "\u00fc", HOST)),
                arguments("a version that is none", 400, "GET " + CHECK + " HTTP/3.7\r\n" + HOST + "\r\n"),
                arguments("a long target", 414, get(CHECK + "x".repeat(4096), HOST)),
                arguments("a target beyond the default limit", 414, get(CHECK + "x".repeat(10_000), HOST)),
                arguments("a long header", 431, get(CHECK, HOST + "X-Long: " + "x".repeat(25_000) + "\r\n")),
                arguments("many headers", 431, get(CHECK, HOST + "X-Many: x\r\n".repeat(2_500))),
                arguments("OPTIONS with a body that is too long", 405,
                        "OPTIONS /configapi/v2/user/x HTTP/1.1\r\n" + HOST + "Content-Length: 3000000\r\n\r\n"),
                arguments("a compressed body", 415, post("Content-Encoding: gzip\r\n")),
                arguments("a body in two codings", 415, post("Content-Encoding: identity\r\nContent-Encoding: br\r\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void isRefusedInOurBody(String what, int status, String request) {
        Traces.assertNotLogged(() -> assertRefused(status, RawHttp.bytes(request)), SESSION, "ERROR", "session_id");
    }

    @Test
    void theCallersRequestIdIsKept() {
        String answer = RawHttp.bytes(get(CHECK, "X-Request-Id: hr-nightly-17\r\n"));
        assertThat(RawHttp.header(answer, "X-Request-Id"), is("hr-nightly-17"));
        answer = RawHttp.bytes(get("/configapi/v2/user/100%", HOST + "X-Request-Id: hr-nightly-18\r\n"));
        assertThat(RawHttp.header(answer, "X-Request-Id"), is("hr-nightly-18"));
    }

    @Test
    void theRefusalOfBytesThatAreNotUtf8SaysSo() {
        assertThat(RawHttp.bytes(get("/configapi/v2/user/%FC", HOST)), containsString("the path is not UTF-8"));
        assertThat(RawHttp.bytes(get("/configapi/v2/user/\u00fc", HOST)), containsString("the path is not UTF-8"));
        assertThat(RawHttp.bytes(get("/configapi/v2/audit?user=%FC", HOST)), containsString("the query is not UTF-8"));
    }

    @Test
    void aRefusedHeadHasNoBody() {
        String answer = RawHttp.bytesUntilClosed(
                "HEAD /configapi/v2/user/100% HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer, startsWith("HTTP/1.1 400 "));
        assertThat(RawHttp.body(answer), is(""));
    }

    @Test
    void aConnectionLivesOnAfterARefusal() {
        String refused = "POST /configapi/v2/user/100% HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}";
        String next = "GET /configapi/v2/nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        String answers = RawHttp.bytesUntilClosed(refused + next);
        assertThat(answers, startsWith("HTTP/1.1 400 "));
        assertThat(answers, containsString("HTTP/1.1 404 "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "xchunked", "chunked, xchunked", "xchunked, chunked", "chunked, chunked", "gzip, chunked", "identity",
                    "", "chunked\r\nTransfer-Encoding: chunked", "chunked\r\nTransfer-Encoding: identity", "\"chunked\"",
                    "identity\r\nContent-Length: 0" })
    void whatFollowsAnUnclearEndIsNotRead(String coding) {
        assertNothingFollows("POST /session_login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: " + coding + "\r\n\r\n");
        assertNothingFollows("POST /session_login HTTP/1.1\r\nTransfer-Encoding: " + coding + "\r\n\r\n");
        assertNothingFollows("POST /q/nothing HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: " + coding + "\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = { "Transfer-Encoding: xchunked", "Transfer-Encoding: identity" })
    void theRefusalOfAnUnclearEndIsOurs(String header) {
        String answer =
                RawHttp.bytesUntilClosed("POST /session_login HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\nrest");
        assertRefused(400, answer);
        assertThat(RawHttp.header(answer, "Connection"), is("close"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "Transfer-Encoding: chunked\r\nContent-Length: 5", "Content-Length: 0\r\nContent-Length: 0",
            "Content-Length: 0\r\nContent-Length: 5", "Content-Length: 0, 0", "Content-Length: -1", "Content-Length: +0",
            "Content-Length: 0x0", "Content-Length: " })
    void aLengthThatContradictsItselfIsRefused(String headers) {
        assertNothingFollows("POST /session_login HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n\r\n0\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = { "chunked", "CHUNKED", " chunked" })
    void aChunkedBodyIsRead(String coding) {
        String answer = RawHttp.bytes("POST /session_login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding:" + coding
                + "\r\nContent-Type: application/json\r\n\r\n3\r\n{} \r\n0\r\n\r\n");
        assertThat(answer, containsString("domain is missing"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "localhost", "localhost:8080", "LOCALHOST", "my_service:80", "10.0.0.1", "[::1]:8080",
            "[2001:db8::1]", "xn--mnchen-3ya.example", "" })
    void aHostThatCanBeReadIsTaken(String host) {
        assertThat(RawHttp.bytes(get(CHECK, "Host: " + host + "\r\n")), startsWith("HTTP/1.1 401 "));
    }

    @Test
    void http10NeedsNoHost() {
        assertThat(RawHttp.bytes("GET " + CHECK + " HTTP/1.0\r\n\r\n"), containsString("not_logged_in"));
    }

    @Test
    void aTargetMayNameTheWholeAddress() {
        assertThat(RawHttp.bytes(get("http://localhost" + CHECK, HOST)), containsString("not_logged_in"));
        assertThat(RawHttp.bytes(get("http://[" + CHECK, HOST)), containsString("not_logged_in"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "Content-Encoding: identity", "Content-Encoding: IDENTITY, identity", "Content-Encoding: " })
    void aBodyAsItIsIsRead(String header) {
        assertThat(RawHttp.bytes(post(header + "\r\n")), containsString("domain is missing"));
    }

    @Test
    void withoutABodyItsCodingMatters() {
        assertThat(RawHttp.bytes(get(CHECK, HOST + "Content-Encoding: gzip\r\n")), containsString("not_logged_in"));
    }

    @Test
    void theRefusalOfACodingNamesTheOneThatIsTaken() {
        assertThat(RawHttp.header(RawHttp.bytes(post("Content-Encoding: gzip\r\n")), "Accept-Encoding"), is("identity"));
    }

    @Test
    void http2IsRefusedAndNotLogged() {
        Traces.assertNotLogged(() -> assertRefused(400,
                RawHttp.bytesUntilClosed("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "junk".repeat(9))), "ERROR", "WARN");
    }

    @Test
    void anOfferOfHttp2IsAnsweredInHttp11() throws Exception {
        HttpResponse<String> answer = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build().send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + CHECK)).build(),
                BodyHandlers.ofString());
        assertEquals(HttpClient.Version.HTTP_1_1, answer.version());
        assertEquals(401, answer.statusCode());
    }

    /** What a proxy that reads the end of the request in another way would let through as a part of it. */
    private static void assertNothingFollows(String unclear) {
        String team = "Smuggled " + UUID.randomUUID();
        String smuggled = "PUT /configapi/v2/team/" + Api.path(team) + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + Api.token(Api.EXAMPLE, "admin") + "\r\nContent-Length: 0\r\n\r\n";
        String answer = RawHttp.bytesUntilClosed(unclear + smuggled);
        assertThat(answer, startsWith("HTTP/1.1 400 "));
        assertThat(answer.substring(1), not(containsString("HTTP/1.1 ")));
        Api.admin().get("/team").then().body("name", not(hasItem(team)));
    }

    private static void assertRefused(int status, String answer) {
        assertThat(answer, matchesPattern("(?s)HTTP/\\S+ " + status + " .*"));
        assertThat(RawHttp.body(answer), startsWith("{\"error\":\"" + error(status) + "\",\"error_description\":\""));
        assertThat(RawHttp.header(answer, "Content-Type"), is("application/json"));
        assertThat(RawHttp.header(answer, "X-Request-Id"), matchesPattern("[0-9a-f-]{36}"));
        assertThat(RawHttp.header(answer, "X-Content-Type-Options"), is("nosniff"));
        assertThat(RawHttp.header(answer, "Cache-Control"), is("no-store"));
        assertThat(answer, not(containsString(SESSION)));
    }

    private static String error(int status) {
        return switch (status) {
            case 404 -> "not_found";
            case 405 -> "method_not_allowed";
            case 414 -> "uri_too_long";
            case 415 -> "unsupported_media_type";
            case 431 -> "request_header_fields_too_large";
            default -> "bad_request";
        };
    }

    private static String get(String target, String headers) {
        return "GET " + target + " HTTP/1.1\r\n" + headers + "\r\n";
    }

    private static String post(String headers) {
        return "POST /session_login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
                + headers + "\r\n{}";
    }
}
