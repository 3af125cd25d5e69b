package org.callroster.token;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.callroster.Api;
import org.callroster.RawHttp;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import io.restassured.http.Headers;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** The token call to the letter of RFC 6749: nothing differs from the original's but the type of {@code expires_in}. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class StandardTokenCallTest {

    private static final String PATH = "/oauth/token";
    private static final String TENANT = "&tenant=example.com";

    @Test
    void theLifeIsANumber() {
        post(TokenCall.ADMIN + "&scope=example.com").then().statusCode(200).header("Content-Type", is("application/json"))
                .header("Cache-Control", is("no-store")).header("Pragma", is("no-cache"))
                .body(matchesPattern(Pattern.compile("\\{\"access_token\":\"[A-Za-z0-9_.-]+\",\"token_type\":\"Bearer\","
                        + "\"expires_in\":(359[0-9]|3600),\"scope\":\"example\\.com\"}")));
        post(TokenCall.ADMIN + TENANT).then().statusCode(200)
                .body(matchesPattern("\\{.*\"expires_in\":(359[0-9]|3600)}"));
    }

    @Test
    void theTokenIsOneLikeAnyOther() {
        String token = post(TokenCall.ADMIN + TENANT).path("access_token");
        Api.withToken(token).get("/user/admin").then().statusCode(200);
    }

    @Test
    void eightClientsAtOnceAreServed() {
        assertThat(Api.atOnce(8, i -> post(TokenCall.ADMIN + TENANT)), everyItem(is(200)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "grant_type=password", "grant_type=client_credentials&client_id=admin", "a=%", "x=1&x=2",
            TokenCall.ADMIN + TENANT + "&scope=a&scope=b", TokenCall.ADMIN + "&tenant=unknown.example",
            TokenCall.GRANT + "&client_id=nobody&client_secret=wrong&tenant=example.com" })
    void refusalsAreThoseOfTheOriginalsCall(String form) {
        assertEquals(whole(form(Api.BASE + PATH, form)), whole(post(form)));
    }

    @Test
    void whatIsRefusedBeforeTheFormIsReadIsTheSameToo() {
        List<String> methods = List.of("GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS");
        methods.forEach(method -> assertEquals(whole(given().request(method, Api.BASE + PATH)),
                whole(given().request(method, PATH)), method));
        assertEquals("POST", given().get(PATH).header("Allow"));
        assertEquals(whole(json().post(Api.BASE + PATH)), whole(json().post(PATH)));
        assertEquals(whole(urlencoded().post(Api.BASE + PATH + "?a=b")), whole(urlencoded().post(PATH + "?a=b")));
        List.of(Api.BASE + PATH, PATH).forEach(path -> assertThat(RawHttp.exchange("POST " + path + " HTTP/1.1",
                "Content-Type: application/x-www-form-urlencoded", "Content-Length: 17000"), startsWith("HTTP/1.1 413 ")));
        assertEquals(whole(basic(Api.BASE + PATH)), whole(basic(PATH)));
    }

    @Test
    void theRequestIdIsTheCallers() {
        urlencoded().header("X-Request-Id", "mine-1").body("x").post(PATH).then().statusCode(400)
                .header("X-Request-Id", is("mine-1"));
    }

    @Test
    void acceptAndATrailingSlashRefuseNothing() {
        urlencoded().accept("text/html").body(TokenCall.ADMIN + TENANT).post(PATH + "/").then().statusCode(200)
                .header("Content-Type", is("application/json")).header("Cache-Control", is("no-store"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/oauth", "/oauth/", "/oauth/nothing", "/oauth/token/x", "/oauth/tok;en" })
    void thereIsNothingElseBesideIt(String path) {
        given().urlEncodingEnabled(false).post(path).then().statusCode(404).body("error", is("not_found"));
    }

    private static Response basic(String path) {
        return urlencoded().header("Authorization", TokenCall.basic("nobody", "wrong")).body(TokenCall.GRANT + TENANT)
                .post(path);
    }

    private static Response post(String form) {
        return form(PATH, form);
    }

    private static Response form(String path, String form) {
        return urlencoded().body(form).post(path);
    }

    private static RequestSpecification urlencoded() {
        return given().contentType("application/x-www-form-urlencoded");
    }

    private static RequestSpecification json() {
        return given().contentType("application/json").body("{}");
    }

    /** Status, body and all headers but the request's own id. */
    private static Map<String, Object> whole(Response answer) {
        Headers headers = answer.headers();
        Map<String, Object> whole = new TreeMap<>(headers.asList().stream()
                .filter(h -> !h.hasSameNameAs(new Header("X-Request-Id", "")))
                .collect(Collectors.toMap(Header::getName, Header::getValue)));
        whole.put("status", answer.statusCode());
        whole.put("body", answer.asString());
        return whole;
    }
}
