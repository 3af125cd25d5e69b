package org.callroster.packaged;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.restassured.RestAssured;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.filter.Filter;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Makes each call once on the packaged service, to show that everything it needs is packaged: an archive of classes, a file, or
 * a record that only a library accesses. Other tests check that the answers are right in all cases.
 */
class EveryCallIT {

    private static final String SECRET = "example-only-secret-never-use-in-production-0001";
    private static final String PASSWORD = "seven lazy zebras at noon";
    private static final String CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/126.0.0.0 Safari/537.36";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

    private static Installation installation;
    private static Service packaged;

    /** As in the OpenAPI document: {@code GET /configapi/v2/user/{loginId}}. */
    private final Set<String> called = new TreeSet<>();
    private Service service = packaged;
    private String tenant = "example.com";

    @BeforeAll
    static void start() throws IOException {
        Recording.prepare();
        installation = Installation.empty("every-call");
        packaged = installation.start(Map.of("CALLROSTER_DATA_DIR", installation.data().toString(),
                "CALLROSTER_BOOTSTRAP_FILE", Path.of("examples", "example.com.json").toAbsolutePath().toString())).awaitReady();
    }

    @AfterAll
    static void end() {
        packaged.close();
        installation.stopPostmasters();
    }

    @Test
    void everyCallOfTheDocumentWorks() throws Exception {
        makeEveryCall();
        assertEquals(143, service.terminate(), service.errors());
        Recording.keep();
    }

    /** On another service, which was started with the example bootstrap file, perhaps under another tenant name. */
    static void makeEveryCall(Service other, String tenant) {
        EveryCallIT calls = new EveryCallIT();
        calls.service = other;
        calls.tenant = tenant;
        calls.makeEveryCall();
    }

    private void makeEveryCall() {
        String token = token();
        standardToken();
        discovery();
        directory(token);
        users(token);
        phones(token);
        secrets(token);
        sessions();
        policyAndLists(token);
        refusals(token);
        introspectionAndRevocation(token);
        assertEquals(documented(), called);
    }

    private String token() {
        return form().formParam("grant_type", "client_credentials").post("/configapi/v2/oauth/token").then().statusCode(200)
                .body("token_type", equalTo("Bearer")).extract().path("access_token");
    }

    private void standardToken() {
        ok(form().formParam("grant_type", "client_credentials").post("/oauth/token")).body("expires_in", is(greaterThan(3590)));
    }

    private void discovery() {
        ok(anonymous().get("/.well-known/oauth-authorization-server")).body("token_endpoint", startsWith("http"));
        ok(anonymous().get("/.well-known/openid-configuration")).body("token_endpoint", endsWith("/oauth/token"));
        ok(anonymous().get("/.well-known/jwks.json")).body("keys[0].alg", equalTo("RS256"));
    }

    private void directory(String token) {
        for (String kind : Set.of("team", "skill")) {
            ok(as(token).put("/configapi/v2/" + kind + "/{name}", "Night")).body("name", equalTo("Night"));
            ok(as(token).get("/configapi/v2/" + kind)).body("name", hasItem("Night"));
            ok(as(token).delete("/configapi/v2/" + kind + "/{name}", "Night"));
        }
        ok(as(token).body("{\"privileges\":[\"Manage users\"],\"assignToNewUsers\":false}")
                .put("/configapi/v2/role/{name}", "Clerk")).body("privileges", hasItem("Manage users"));
        ok(as(token).get("/configapi/v2/role")).body("name", hasItem("Clerk"));
        ok(as(token).delete("/configapi/v2/role/{name}", "Clerk"));
    }

    private void users(String token) {
        ok(as(token).body("{\"loginId\":\"ann\",\"firstName\":\"Ann\",\"lastName\":\"A\",\"team\":\"Sales\",\"extension\":4711,"
                + "\"skills\":{\"English\":\"80\"},\"roles\":[\"Agent\",\"Supervisor\"]}").post("/configapi/v2/user"))
                .body(equalTo("OK"));
        ok(as(token).body("{\"password\":\"" + PASSWORD + "\",\"email\":\"ann@example.com\"}")
                .put("/configapi/v2/user/{loginId}", "ann")).body("email", equalTo("ann@example.com"));
        ok(as(token).get("/configapi/v2/user/{loginId}", "ann")).body("extension", equalTo("4711"))
                .body("skills.English", is(80)).body("roles", hasItem("Supervisor"));
        ok(as(token).get("/configapi/v2/user/lock/{loginId}", "ann")).body("lockedOut", is(false));
        ok(as(token).put("/configapi/v2/user/lock/{loginId}", "ann")).body("lockedOut", is(false));
    }

    private void phones(String token) {
        ok(as(token).body("{\"media\":\"voice\",\"type\":\"softphone\",\"extension\":\"4711\"}")
                .put("/configapi/v2/phone/ext/{number}", "14155550999")).body("loginId", equalTo("ann"));
        ok(as(token).get("/configapi/v2/phone/user")).body("loginId", hasItem("ann"));
        ok(as(token).accept("text/csv").get("/configapi/v2/phone/ext"))
                .body(containsString("14155550999,voice,softphone,4711"));
        ok(as(token).delete("/configapi/v2/phone/ext/{number}", "14155550999"));
    }

    private void secrets(String token) {
        ok(as(token).body("{\"expires_at\":\"2099-01-31T12:00:00Z\"}").post("/configapi/v2/secret/{loginId}", "ann"))
                .body("client_id", equalTo("ann"));
        String id = ok(as(token).get("/configapi/v2/secret/{loginId}", "ann")).extract().path("[0].id");
        ok(as(token).delete("/configapi/v2/secret/{loginId}/{id}", "ann", id));
    }

    private void sessions() {
        String proof = "\"domain\":\"" + tenant + "\",\"username\":\"ann\",\"password\":\"" + PASSWORD + "\"";
        ok(json().body("{" + proof + ",\"newpassword\":\"" + PASSWORD + " again\"}").post("/session_change_password"));
        String session = ok(json().header("User-Agent", CHROME)
                .body("{" + proof.replace("noon", "noon again") + ",\"application\":\"agentdesktop\"}").post("/session_login"))
                .extract().path("session_id");
        ok(anonymous().queryParam("session_id", session).get("/session_check")).body("session_id", equalTo(session));
        ok(anonymous().queryParam("session_id", session).get("/session_logout")).body("session_id", equalTo(session));
    }

    private void policyAndLists(String token) {
        ok(as(token).get("/configapi/v2/user/{loginId}", "ann")).body("loginInfo.browser", startsWith("Chrome 126"))
                .body("loginInfo.os", startsWith("Windows"));
        ok(as(token).body("{\"maxLoginAttempts\":5}").put("/configapi/v2/securitypolicy")).body("maxLoginAttempts", is(5));
        ok(as(token).get("/configapi/v2/securitypolicy")).body("maxLoginAttempts", is(5));
        ok(as(token).get("/configapi/v2/lock"));
        ok(as(token).get("/configapi/v2/audit")).body("events.kind", hasItem("security policy changed"));
        ok(as(token).delete("/configapi/v2/user/{loginId}", "ann"));
    }

    private void refusals(String token) {
        given(anonymous()).header("Authorization", "Bearer x.y.z").get("/configapi/v2/team").then().statusCode(401)
                .body("error", equalTo("invalid_token"));
        as(token).body("{\"loginId\":\"bob\",\"password\":\"FinalFantasy\",\"shoeSize\":42}").post("/configapi/v2/user").then()
                .statusCode(400).body("violations[0].field", equalTo("shoeSize"));
        as(token).get("/configapi/v2/user/{loginId}", "ann").then().statusCode(404).body("error", equalTo("not_found"));
    }

    private void introspectionAndRevocation(String token) {
        ok(form().formParam("token", token).post("/configapi/v2/oauth/introspect")).body("active", is(true));
        ok(form().formParam("token", token).post("/configapi/v2/oauth/revoke")).body(not(containsString("error")));
    }

    private static ValidatableResponse ok(Response answer) {
        return answer.then().statusCode(200);
    }

    private RequestSpecification as(String token) {
        return json().header("Authorization", "Bearer " + token);
    }

    private RequestSpecification json() {
        return anonymous().contentType(ContentType.JSON);
    }

    private RequestSpecification form() {
        return anonymous().contentType(ContentType.URLENC).formParam("scope", tenant).formParam("client_id", "admin")
                .formParam("client_secret", SECRET);
    }

    private RequestSpecification anonymous() {
        Filter remember = (request, answer, next) -> {
            called.add(request.getMethod() + " " + request.getUserDefinedPath());
            return next.next(request, answer);
        };
        return given(new RequestSpecBuilder().setPort(service.port()).addFilter(remember).build());
    }

    private Set<String> documented() {
        Map<String, Map<String, Object>> paths =
                RestAssured.given().port(service.port()).get("/q/openapi?format=json").then().statusCode(200).extract()
                        .path("paths");
        Set<String> calls = new TreeSet<>();
        paths.forEach((path, methods) -> methods.keySet().stream().filter(METHODS::contains)
                .forEach(method -> calls.add(method.toUpperCase() + " " + path)));
        return calls;
    }
}
