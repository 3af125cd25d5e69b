package org.callroster;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

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

/**
 * Makes every call of the OpenAPI document, on any service and for any tenant, and looks at the answers. On the way the service
 * sends its rarer statements. Other tests check that the answers are right in all cases.
 */
public final class Walk {

    private static final String PASSWORD = "seven lazy zebras at noon";
    private static final String NEW_PASSWORD = "eight lazy zebras at noon";
    private static final String CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/126.0.0.0 Safari/537.36";
    private static final String BULK = "/configapi/v2/bulk/user?mode=";
    private static final String ANN = "ann";
    private static final String NUMBER = "14155550999";
    private static final List<String> NAMES = List.of("Day", "Night");
    private static final int MORE_THAN_LOCK = 7;

    private final int port;
    private final String tenant;
    private final String secret;
    private final Set<String> made = new TreeSet<>();

    /** @param secret of the tenant's user admin, who has all privileges */
    public Walk(int port, String tenant, String secret) {
        this.port = port;
        this.tenant = tenant;
        this.secret = secret;
    }

    /** Returns the calls that were made, as {@link ContractCalls#everywhere} names them. */
    public Set<String> everyCall() {
        String token = token();
        discovery();
        policy(token);
        directory(token);
        user(token);
        lists(token);
        supervisor(token);
        bulk(token);
        numbers(token);
        secrets(token);
        scimTokens(token);
        scim(token);
        sessions(token);
        unknownLogins();
        locks(token);
        audit(token);
        theEnd(token);
        refusals(token);
        introspectionAndRevocation(token);
        return made;
    }

    private String token() {
        ok(form().formParam("grant_type", "client_credentials").post("/oauth/token")).body("expires_in", is(greaterThan(3590)));
        return ok(form().formParam("grant_type", "client_credentials").post("/configapi/v2/oauth/token"))
                .body("token_type", equalTo("Bearer")).extract().path("access_token");
    }

    private void discovery() {
        ok(anonymous().get("/.well-known/oauth-authorization-server")).body("token_endpoint", startsWith("http"));
        ok(anonymous().get("/.well-known/openid-configuration")).body("token_endpoint", endsWith("/oauth/token"));
        ok(anonymous().get("/.well-known/jwks.json")).body("keys[0].alg", equalTo("RS256"));
    }

    private void policy(String token) {
        ok(as(token).body("{\"maxLoginAttempts\":5,\"passwordHistory\":3,\"disableInactiveAfterDays\":30}")
                .put("/configapi/v2/securitypolicy")).body("maxLoginAttempts", is(5));
        ok(as(token).get("/configapi/v2/securitypolicy")).body("maxLoginAttempts", is(5));
    }

    private void directory(String token) {
        for (String name : NAMES) {
            ok(as(token).put("/configapi/v2/team/{name}", name)).body("name", equalTo(name));
            ok(as(token).put("/configapi/v2/skill/{name}", name)).body("name", equalTo(name));
            ok(as(token).body("{\"privileges\":[\"Manage all teams\",\"Use agent desktop\",\"Manage roles\"]}")
                    .put("/configapi/v2/role/{name}", name)).body("privileges", hasItem("Manage roles"));
        }
        List.of("team", "skill", "role").forEach(kind -> {
            ok(as(token).body("{\"name\":\"Late\"}").put("/configapi/v2/" + kind + "/{name}", "Night"));
            ok(as(token).body("{\"name\":\"Night\"}").put("/configapi/v2/" + kind + "/{name}", "Late"));
            ok(as(token).get("/configapi/v2/" + kind)).body("name", hasItem("Night"));
        });
    }

    private void user(String token) {
        ok(as(token).header("Idempotency-Key", "walk").body("""
                {"loginId":"ann","firstName":"Ann","lastName":"A","team":"Day","extension":4711,"skills":{"Day":"80"},
                 "roles":["Day"]}""").post("/configapi/v2/user")).body(equalTo("OK"));
        ok(change(token, "{\"password\":\"" + PASSWORD + "\",\"email\":\"ann@example.com\"}"))
                .body("email", equalTo("ann@example.com"));
        ok(change(token, "{\"team\":\"Night\",\"roles\":[],\"skills\":{}}"));
        ok(change(token, "{\"roles\":[\"Night\"],\"skills\":{\"Night\":50}}"));
        ok(as(token).get("/configapi/v2/user/{loginId}", ANN)).body("extension", equalTo("4711"))
                .body("skills.Night", is(50)).body("roles", hasItem("Night"));
    }

    /** With every filter, and both ways to search. */
    private void lists(String token) {
        ok(as(token).get("/configapi/v2/user")).body("users.loginId", hasItem(ANN));
        Map<String, Object> filters = Map.ofEntries(Map.entry("q", "ann@"), Map.entry("team", List.of("Night", "Day")),
                Map.entry("role", "Night"), Map.entry("skill", List.of("Night:50", "Day")), Map.entry("notTeam", "Day"),
                Map.entry("notRole", "Day"), Map.entry("notSkill", "Day"), Map.entry("disabled", false),
                Map.entry("lockedOut", false), Map.entry("hasPassword", true), Map.entry("access", "can"),
                Map.entry("lastLoginBefore", "never"),
                Map.entry("changedSince", "2020-01-01T00:00:00Z"), Map.entry("createdSince", "2020-01-01T00:00:00Z"),
                Map.entry("sort", "name"), Map.entry("count", true), Map.entry("include", "access,loginInfo"));
        ok(as(token).queryParams(filters).get("/configapi/v2/user")).body("users.loginId", hasItem(ANN)).body("total", is(1));
        ok(as(token).queryParam("include", "access").get("/configapi/v2/user/{loginId}", ANN)).body("access.can", is(true));
    }

    private void supervisor(String token) {
        ok(as(token).body("{\"teams\":[\"Night\",\"Day\"]}").put("/configapi/v2/supervisor/{loginId}", ANN));
        ok(as(token).body("{\"teams\":[\"Day\"]}").put("/configapi/v2/supervisor/{loginId}", ANN));
        ok(as(token).get("/configapi/v2/supervisor/{loginId}", ANN)).body("teams", hasItem("Day"));
    }

    /** All that a line can do, and an export. */
    private void bulk(String token) {
        String bob =
                "{\"loginId\":\"bob\",\"firstName\":\"B\",\"lastName\":\"B\",\"team\":\"Day\",\"skills\":{\"Day\":1},\"roles\":[\"Day\"]}";
        String kim = "{\"loginId\":\"kim\",\"firstName\":\"K\",\"lastName\":\"K\",\"team\":\"Day\"}";
        String changed =
                "{\"loginId\":\"bob\",\"team\":\"Night\",\"skills\":{\"Night\":2},\"roles\":[\"Night\"],\"password\":\""
                        + PASSWORD + "\"}";
        String job = ok(started(BULK + "create", () -> ndjson(token, bob + "\n" + kim)), 202).extract().path("job");
        ok(as(token).get("/configapi/v2/bulk/{job}", job)).body(containsString("\"created\":2"));
        ok(started(BULK + "upsert", () -> waiting(token, changed + "\n" + kim.replace("Day", "Night"))))
                .body(containsString("\"updated\":2"));
        ok(as(token).queryParam("wait", "false").get("/configapi/v2/bulk/{job}", job)).body("state", equalTo("done"));
        ok(as(token).get("/configapi/v2/export/user")).body(containsString("\"loginId\":\"bob\""));
        ok(started(BULK + "delete", () -> waiting(token, "{\"loginId\":\"bob\"}\n{\"loginId\":\"kim\"}")))
                .body(containsString("\"deleted\":2"));
        changed(token);
        ok(as(token).get("/configapi/v2/bulk")).body("jobs.size()", is(4));
        ok(as(token).delete("/configapi/v2/bulk/{job}", job));
    }

    private void changed(String token) {
        String wanted =
                "{\"filter\":{\"loginIds\":[\"" + ANN + "\"]},\"change\":{\"addRoles\":[\"Night\"],\"removeRoles\":[\"Day\"],"
                        + "\"addSkills\":{\"Day\":3},\"unlock\":true,\"endSessions\":true}}";
        RequestSpecification waiting = as(token).header("Prefer", "wait").body(wanted);
        ok(started("/configapi/v2/bulk/change", () -> waiting)).body(containsString("\"updated\":1"));
    }

    /** An instance runs four bulks at a time, and asks further clients to come back. */
    private static Response started(String path, Supplier<RequestSpecification> bulk) {
        AtomicReference<Response> answer = new AtomicReference<>();
        Eventually.holds(Duration.ofSeconds(60), () -> {
            answer.set(bulk.get().post(path));
            return answer.get().statusCode() != 503;
        });
        return answer.get();
    }

    private RequestSpecification waiting(String token, String lines) {
        return ndjson(token, lines).header("Prefer", "wait");
    }

    private RequestSpecification ndjson(String token, String lines) {
        return anonymous().header("Authorization", "Bearer " + token).contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8));
    }

    private Response change(String token, String attributes) {
        return as(token).body(attributes).put("/configapi/v2/user/{loginId}", ANN);
    }

    private void numbers(String token) {
        for (int i = 0; i < 2; i++) {
            ok(as(token).body("{\"media\":\"voice\",\"type\":\"softphone\",\"extension\":\"4711\"}")
                    .put("/configapi/v2/phone/ext/{number}", NUMBER)).body("loginId", equalTo(ANN));
        }
        ok(as(token).get("/configapi/v2/phone/user")).body("loginId", hasItem(ANN));
        ok(as(token).accept("text/csv").get("/configapi/v2/phone/ext")).body(containsString(NUMBER + ",voice,softphone,4711"));
        ok(as(token).delete("/configapi/v2/phone/ext/{number}", NUMBER));
        ok(as(token).body("{\"ranges\":[{\"from\":\"4711\",\"to\":\"4712\"},{\"from\":\"9000\",\"to\":\"9999\"}]}")
                .put("/configapi/v2/phone/pool"));
        ok(as(token).get("/configapi/v2/phone/pool")).body("ranges.from", hasItem("9000"));
    }

    private void secrets(String token) {
        ok(as(token).body("{\"expires_at\":\"2099-01-31T12:00:00Z\"}").post("/configapi/v2/secret/{loginId}", ANN))
                .body("client_id", equalTo(ANN));
        String id = ok(as(token).get("/configapi/v2/secret/{loginId}", ANN)).extract().path("[0].id");
        ok(as(token).delete("/configapi/v2/secret/{loginId}/{id}", ANN, id));
    }

    private void scimTokens(String token) {
        String team = as(token).get("/configapi/v2/user/{loginId}", "admin").path("team");
        ok(as(token).body(Map.of("defaultTeam", team)).put("/configapi/v2/scimsetting")).body("defaultTeam", equalTo(team));
        ok(as(token).get("/configapi/v2/scimsetting")).body("defaultTeam", equalTo(team));
        for (int i = 0; i < 3; i++) {
            ok(as(token).body("{\"name\":\"Walk\"}").post("/configapi/v2/scimtoken/{loginId}", "admin"))
                    .body("token", startsWith("crs_"));
        }
        String id = ok(as(token).get("/configapi/v2/scimtoken/{loginId}", "admin")).extract().path("[0].id");
        ok(as(token).delete("/configapi/v2/scimtoken/{loginId}/{id}", "admin", id));
    }

    /** As an identity provider, with a token of its own. What these calls say is not in the OpenAPI document. */
    private void scim(String token) {
        String scim = ok(as(token).body("{\"name\":\"Provider\"}").post("/configapi/v2/scimtoken/{loginId}", "admin")).extract()
                .path("token");
        ScimWalk walk = new ScimWalk(port, scim);
        walk.everyCall();
        Eventually.holds(Duration.ofSeconds(5), () -> as(token).get("/configapi/v2/scimtoken/{loginId}", "admin").asString()
                .contains("last_used_from"));
    }

    private void sessions(String token) {
        ok(json().body("{" + proof(tenant, ANN, PASSWORD) + ",\"newpassword\":\"" + NEW_PASSWORD + "\"}")
                .post("/session_change_password"));
        String session = ok(login(tenant, ANN, NEW_PASSWORD)).extract().path("session_id");
        ok(anonymous().queryParam("session_id", session).get("/session_check")).body("session_id", equalTo(session));
        ok(anonymous().queryParam("session_id", session).get("/session_logout")).body("session_id", equalTo(session));
        ok(as(token).get("/configapi/v2/user/{loginId}", ANN)).body("loginInfo.browser", startsWith("Chrome 126"))
                .body("loginInfo.os", startsWith("Windows"));
    }

    private Response login(String name, String loginId, String password) {
        return json().header("User-Agent", CHROME)
                .body("{" + proof(name, loginId, password) + ",\"application\":\"agentdesktop\"}").post("/session_login");
    }

    private static String proof(String name, String loginId, String password) {
        return "\"domain\":\"%s\",\"username\":\"%s\",\"password\":\"%s\"".formatted(name, loginId, password);
    }

    private void unknownLogins() {
        for (String name : List.of(tenant, "no-" + tenant)) {
            login(name, "nobody", "wrong").then().statusCode(401);
            tokenCall(name, "nobody").then().statusCode(401);
        }
    }

    private void locks(String token) {
        for (int i = 0; i < MORE_THAN_LOCK; i++) {
            login(tenant, ANN, "wrong");
            tokenCall(tenant, ANN).then().statusCode(401);
        }
        ok(as(token).get("/configapi/v2/lock")).body("locks.loginId", hasItem(ANN));
        ok(as(token).get("/configapi/v2/user/lock/{loginId}", ANN)).body("lockedOut", is(true));
        ok(as(token).put("/configapi/v2/user/lock/{loginId}", ANN)).body("lockedOut", is(false));
    }

    /** With a wrong secret. */
    private Response tokenCall(String name, String loginId) {
        return anonymous().contentType(ContentType.URLENC).formParams(Map.of("grant_type", "client_credentials", "tenant", name,
                "client_id", loginId, "client_secret", "wrong")).post("/configapi/v2/oauth/token");
    }

    private void audit(String token) {
        for (Map<String, String> filter : List.<Map<String, String>>of(Map.of(), Map.of("user", ANN),
                Map.of("kind", "logged in"), Map.of("user", ANN, "kind", "logged in"),
                Map.of("actor", ANN, "subject", ANN, "via", "api"))) {
            ok(as(token).queryParams(filter).get("/configapi/v2/audit")).body("events.kind", hasItem("logged in"));
        }
        ok(as(token).queryParams("runs", true, "actor", ANN, "via", "api").get("/configapi/v2/audit"))
                .body("events.kind", hasItem("logged in"));
        ok(as(token).accept("text/csv").queryParam("user", ANN).get("/configapi/v2/audit")).body(containsString("logged in"));
    }

    private void theEnd(String token) {
        ok(as(token).delete("/configapi/v2/user/{loginId}", ANN));
        for (String name : NAMES) {
            List.of("team", "skill", "role")
                    .forEach(kind -> ok(as(token).delete("/configapi/v2/" + kind + "/{name}", name)));
        }
    }

    private void refusals(String token) {
        as("x.y.z").get("/configapi/v2/team").then().statusCode(401).body("error", equalTo("invalid_token"));
        as(token).body("{\"loginId\":\"bob\",\"password\":\"FinalFantasy\",\"shoeSize\":42}").post("/configapi/v2/user").then()
                .statusCode(400).body("violations[0].field", equalTo("shoeSize"));
        as(token).get("/configapi/v2/user/{loginId}", ANN).then().statusCode(404).body("error", equalTo("not_found"));
    }

    private void introspectionAndRevocation(String token) {
        ok(form().formParam("token", token).post("/configapi/v2/oauth/introspect")).body("active", is(true));
        ok(form().formParam("token", token).post("/configapi/v2/oauth/revoke")).body(not(containsString("error")));
    }

    private static ValidatableResponse ok(Response answer) {
        return ok(answer, 200);
    }

    private static ValidatableResponse ok(Response answer, int status) {
        return answer.then().statusCode(status);
    }

    private RequestSpecification as(String token) {
        return json().header("Authorization", "Bearer " + token);
    }

    private RequestSpecification json() {
        return anonymous().contentType(ContentType.JSON);
    }

    private RequestSpecification form() {
        return anonymous().contentType(ContentType.URLENC).formParam("scope", tenant).formParam("client_id", "admin")
                .formParam("client_secret", secret);
    }

    private RequestSpecification anonymous() {
        Filter remember = (request, answer, next) -> {
            made.add(request.getMethod() + " " + request.getUserDefinedPath());
            return next.next(request, answer);
        };
        return given(new RequestSpecBuilder().setPort(port).addFilter(remember).build());
    }
}
