package org.callroster.body;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.callroster.Api;
import org.callroster.RawHttp;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.specification.RequestSpecification;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

/** Contract section 1: the media types and the sizes of bodies. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BodiesTest {

    private static final int MIB = 1024 * 1024;
    private static final int STRANGERS = 16 * 1024;
    private static final String TOO_LARGE_FOR_STRANGERS =
            "{\"error\":\"payload_too_large\",\"error_description\":\"the body is over 16 KiB\"}";
    private static final String TOO_LARGE =
            "{\"error\":\"payload_too_large\",\"error_description\":\"the body is over 1 MiB\"}";

    @ParameterizedTest
    @ValueSource(strings = { "application/json", "application/scim+json", "text/plain", "nonsense", "" })
    void aRequestWithoutABodyIsNeverRefusedForItsContentType(String type) {
        String loginId = Users.created();
        labelled(type).get("/user/" + loginId).then().statusCode(200);
        labelled(type).put("/user/" + loginId).then().statusCode(200);
        labelled(type).put("/user/lock/" + loginId).then().statusCode(200);
        labelled(type).get("/team").then().statusCode(200);
        labelled(type).delete("/user/" + loginId).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "application/json", "APPLICATION/Json", "application/json; charset=utf-8",
            "application/json;charset=UTF-8;x=y" })
    void jsonIsKnownByItsMediaTypeWithoutParameters(String type) {
        assertThat(send("POST", "/user", type, BodyPublishers.ofString(minimal())).body(), is("OK"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "text/plain", "application/xml", "application/scim+json", "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x", "application/merge-patch+json", "*/*", "application/*", "nonsense", ";;" })
    void anotherMediaTypeIsRefused(String type) {
        HttpResponse<String> answer = send("POST", "/user", type, BodyPublishers.ofString(minimal()));
        assertThat(answer.statusCode(), is(415));
        assertThat(answer.body(), startsWith("{\"error\":\"unsupported_media_type\","));
        assertThat(send("PUT", "/user/maria.keller", type, BodyPublishers.ofString("{}")).statusCode(), is(415));
        assertThat(send("PUT", "/role/Agent", type, BodyPublishers.ofString("{}")).statusCode(), is(415));
    }

    @Test
    void aBodyThatIsNotLabelledIsTakenForJson() {
        assertThat(send("POST", "/user", null, BodyPublishers.ofString(minimal())).body(), is("OK"));
    }

    @Test
    void theTokenCallTakesAFormOnly() {
        Api.anonymous().contentType("application/json").body("{}").post("/oauth/token").then().statusCode(415)
                .body("error", is("unsupported_media_type"));
    }

    @Test
    void aBodyOfOneMebibyteIsRead() {
        String padded = minimal() + " ".repeat(MIB);
        Api.adminSends(padded.substring(0, MIB)).post("/user").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(longs = { MIB + 1L, 5_000_000, 11_000_000, 3_000_000_000L })
    void aLargerBodyIsRefusedAsSoonAsItIsAnnounced(long length) {
        for (String call : new String[] { "POST /configapi/v2/user", "PUT /configapi/v2/user/maria.keller",
                "POST /configapi/v2/oauth/token", "PUT /configapi/v2/user/lock/maria.keller", "GET /configapi/v2/team" }) {
            assertThat(RawHttp.exchange(call + " HTTP/1.1", "Content-Type: application/json", "Content-Length: " + length),
                    allOf(startsWith("HTTP/1.1 413 "), containsString(TOO_LARGE), containsString("X-Request-Id: ")));
        }
    }

    @Test
    void aBodyOfUnknownLengthIsRefusedOnceItIsTooLarge() {
        assertThat(chunked(MIB).statusCode(), is(200));
        HttpResponse<String> answer = chunked(MIB + 1);
        assertThat(answer.statusCode(), is(413));
        assertThat(answer.body(), is(TOO_LARGE));
        assertThat(chunked(12 * MIB).statusCode(), is(413));
    }

    /** Contract section 1: 16 KiB for calls that need no token. Each is known by its resource, so that none can be forgotten. */
    @ParameterizedTest
    @ValueSource(strings = { "/configapi/v2/oauth/token", "/configapi/v2/oauth/revoke", "/configapi/v2/oauth/introspect",
            "/session_login", "/session_change_password" })
    void aCallWithoutATokenTakes16KiB(String path) {
        String type = path.contains("oauth") ? "application/x-www-form-urlencoded" : "application/json";
        assertThat(
                RawHttp.exchange("POST " + path + " HTTP/1.1", "Content-Type: " + type, "Content-Length: " + (STRANGERS + 1)),
                allOf(startsWith("HTTP/1.1 413 "), containsString(TOO_LARGE_FOR_STRANGERS)));
        HttpResponse<String> chunked = RawHttp.send("POST", path, "none", type, unknownLength(" ".repeat(STRANGERS + 1)));
        assertThat(chunked.body(), is(TOO_LARGE_FOR_STRANGERS));
        assertThat(chunked.statusCode(), is(413));
        assertThat(RawHttp.send("POST", path, "none", type, unknownLength(" ".repeat(STRANGERS))).statusCode(), not(413));
    }

    @ParameterizedTest
    @ValueSource(strings = { "POST /configapi/v2/oauth/token HTTP/1.1\r\nContent-Length: 16385\r\n\r\n",
            "POST /configapi/v2/oauth/token HTTP/1.1\r\nContent-Length: 5000000\r\n\r\n",
            "GET /configapi/v2/team HTTP/1.1\r\nContent-Length: 5000000\r\n\r\n",
            "PUT /configapi/v2/nowhere HTTP/1.1\r\nContent-Length: 5000000\r\n\r\n" })
    void aTooLargeBodyClosesTheConnection(String request) throws IOException {
        assertThat(RawHttp.bytesUntilClosed(request.replaceFirst("\r\n", "\r\nHost: localhost\r\n")),
                allOf(startsWith("HTTP/1.1 413 "), containsString("\r\nConnection: close\r\n"), endsWith("}")));
    }

    /** Most clients send the whole body before they look at the answer. */
    @ParameterizedTest
    @ValueSource(strings = { "POST /configapi/v2/oauth/token", "GET /configapi/v2/team", "PUT /configapi/v2/nowhere" })
    void aClientThatSendsEverythingFirstSeesTheRefusal(String call) {
        String body = " ".repeat(5 * MIB);
        assertThat(RawHttp.bytesUntilClosed(call + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body), startsWith("HTTP/1.1 413 "));
    }

    @Test
    void whatFollowsARefusedBodyIsNotCarriedOut() {
        String team = "Behind " + UUID.randomUUID();
        String body = " ".repeat(STRANGERS + 1);
        String answers = RawHttp.bytesUntilClosed("POST /session_login HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body + "PUT /configapi/v2/team/" + Api.path(team)
                + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + Api.token(Api.EXAMPLE, "admin")
                + "\r\nContent-Length: 0\r\n\r\n");
        assertThat(answers, startsWith("HTTP/1.1 413 "));
        assertThat(answers.substring(1), not(containsString("HTTP/1.1 ")));
        Api.admin().get("/team").then().body("name", not(hasItem(team)));
    }

    @Test
    void theTokenIsLookedAtBeforeTheBodyIsRead() {
        assertThat(RawHttp.exchange("POST /configapi/v2/user HTTP/1.1", "Content-Type: application/json",
                "Authorization: Bearer none", "Content-Length: 1000000"), startsWith("HTTP/1.1 401 "));
    }

    @Test
    void clientThatWaitsToBeAskedForItsBodyIsAsked() throws IOException {
        String head = "POST /session_login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nExpect: 100-continue\r\n";
        assertThat(RawHttp.bytesUntilClosed(head + "Content-Length: 2\r\n\r\n{}"),
                allOf(startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 400 "), endsWith("}")));
        assertThat(RawHttp.bytesUntilClosed(head + "Content-Length: 16385\r\n\r\n"), startsWith("HTTP/1.1 413 "));
    }

    @Test
    void theServiceGoesOnAfterALargeBody() {
        chunked(3 * MIB);
        Api.admin().get("/team").then().statusCode(200);
    }

    private static HttpResponse<String> chunked(int length) {
        String body = (minimal() + " ".repeat(length)).substring(0, length);
        return send("POST", "/user", "application/json", unknownLength(body));
    }

    private static BodyPublisher unknownLength(String body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static HttpResponse<String> send(String method, String path, String type, BodyPublisher body) {
        return RawHttp.send(method, Api.BASE + path, Api.token(Api.EXAMPLE, "admin"), type, body);
    }

    /** A call of the administrator with this Content-Type, exactly. */
    private static RequestSpecification labelled(String type) {
        return Api.admin().config(RestAssured.config().encoderConfig(
                EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .header("Content-Type", type);
    }

    private static String minimal() {
        return "{\"loginId\":\"%s\",\"firstName\":\"A\",\"lastName\":\"B\",\"team\":\"Sales\"}".formatted(UUID.randomUUID());
    }
}
