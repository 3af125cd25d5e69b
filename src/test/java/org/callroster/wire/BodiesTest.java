package org.callroster.wire;

import java.io.ByteArrayInputStream;
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
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

/** Contract section 1: the media types and the sizes of bodies. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BodiesTest {

    private static final int MIB = 1024 * 1024;
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

    @Test
    void theServiceGoesOnAfterALargeBody() {
        chunked(3 * MIB);
        Api.admin().get("/team").then().statusCode(200);
    }

    private static HttpResponse<String> chunked(int length) {
        byte[] body = (minimal() + " ".repeat(length)).substring(0, length).getBytes(StandardCharsets.UTF_8);
        return send("POST", "/user", "application/json", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
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
