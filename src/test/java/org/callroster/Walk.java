package org.callroster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** Every call of the OpenAPI document, each answered with 200, and on the way what makes the service send its rarer statements. */
final class Walk {

    private static final String PASSWORD = "Plenty of rope, 42 m";
    private static final String LOGIN = "sheila.jones";

    private final SmallTenant tenant = SmallTenant.create();
    private final Set<String> made = new TreeSet<>();

    /** The calls that were made, as {@link ContractCalls#everywhere} names them. */
    Set<String> made() {
        directory();
        user();
        numbers();
        token();
        secrets();
        session();
        strangers();
        locks();
        audit();
        theEnd();
        return made;
    }

    SmallTenant tenant() {
        return tenant;
    }

    private void directory() {
        api("PUT /securitypolicy", Map.of("passwordHistory", 3, "disableInactiveAfterDays", 30));
        api("GET /securitypolicy", null);
        for (String team : List.of("Sales", "Billing")) {
            api("PUT /team/{name}", null, team);
            api("PUT /skill/{name}", null, team);
            api("PUT /role/{name}", Map.of("privileges", List.of("Manage all teams", "Use agent desktop")), team);
        }
        api("GET /team", null);
        api("GET /skill", null);
        api("GET /role", null);
    }

    private void user() {
        Map<String, Object> user = Users.named(LOGIN);
        user.putAll(Map.of("team", "Sales", "roles", List.of("Sales"), "skills", Map.of("Sales", 50), "password", PASSWORD));
        api("POST /user", user);
        api("PUT /user/{loginId}", Map.of("team", "Billing", "roles", List.of("Billing"), "skills", Map.of("Billing", 80)),
                LOGIN);
        api("PUT /user/{loginId}", Map.of("roles", List.of("Everything")), LOGIN);
        api("PUT /user/{loginId}", Map.of("roles", List.of("Billing")), LOGIN);
        api("GET /user/{loginId}", null, LOGIN);
    }

    private void numbers() {
        Map<String, Object> softphone = Map.of("media", "voice", "type", "softphone", "extension", "1");
        api("PUT /phone/ext/{number}", softphone, "14155550148");
        api("PUT /phone/ext/{number}", softphone, "14155550148");
        api("GET /phone/user", null);
        api("GET /phone/ext", null);
        api("DELETE /phone/ext/{number}", null, "14155550148");
    }

    private void token() {
        String client = "client_id=admin&tenant=" + tenant.name() + "&client_secret=" + Api.newSecret(tenant.name(), "admin");
        String token = form("POST /oauth/token", client + "&grant_type=client_credentials").path("access_token");
        form("POST /oauth/introspect", client + "&token=" + token);
        form("POST /oauth/revoke", client + "&token=" + token);
        root("POST /oauth/token", given().contentType(ContentType.URLENC).body(client + "&grant_type=client_credentials"));
        root("GET /.well-known/oauth-authorization-server", given());
        root("GET /.well-known/openid-configuration", given());
        root("GET /.well-known/jwks.json", given());
    }

    private void secrets() {
        api("POST /secret/{loginId}", Map.of(), LOGIN);
        List<String> ids = api("GET /secret/{loginId}", null, LOGIN).path("id");
        api("DELETE /secret/{loginId}/{id}", null, LOGIN, ids.get(0));
    }

    private void session() {
        String id = root("POST /session_login", json(login(PASSWORD))).path("session_id");
        TestDatabase.execute("update session set extended_at = extended_at - interval '5 minutes'");
        root("GET /session_check", given().queryParam("session_id", id));
        root("GET /session_logout", given().queryParam("session_id", id));
        Map<String, Object> change = login(PASSWORD);
        change.remove("application");
        change.put("newpassword", "Another rope, 17 m");
        root("POST /session_change_password", json(change));
        TestDatabase.execute("""
                update app_user set created_at = now() - interval '31 days', enabled_at = null, last_login_at = null
                where login_id = ?""", LOGIN);
        json(login("Another rope, 17 m")).post("/session_login").then().statusCode(403);
        api("PUT /user/{loginId}", Map.of("disabled", false), LOGIN);
    }

    /** Of the tenant, and of one that is not there. */
    private void strangers() {
        for (String name : List.of(tenant.name(), "no-" + tenant.name())) {
            Api.requestToken(name, "nobody", "wrong").then().statusCode(401);
            Map<String, Object> nobody = login("wrong");
            nobody.putAll(Map.of("domain", name, "username", "nobody"));
            json(nobody).post("/session_login").then().statusCode(401);
        }
    }

    private void locks() {
        for (int i = 0; i < 7; i++) {
            json(login("wrong")).post("/session_login");
            Api.requestToken(tenant.name(), LOGIN, "wrong").then().statusCode(401);
        }
        api("GET /lock", null);
        api("GET /user/lock/{loginId}", null, LOGIN);
        api("PUT /user/lock/{loginId}", null, LOGIN);
    }

    private void audit() {
        api("GET /audit", null);
        for (String query : List.of("user=" + LOGIN, "kind=logged in", "user=" + LOGIN + "&kind=logged in")) {
            tenant.admin().get("/audit?" + query.replace(" ", "%20")).then().statusCode(200);
        }
    }

    private void theEnd() {
        api("DELETE /user/{loginId}", null, LOGIN);
        for (String name : List.of("Sales", "Billing")) {
            api("DELETE /team/{name}", null, name);
            api("DELETE /skill/{name}", null, name);
            api("DELETE /role/{name}", null, name);
        }
    }

    private Map<String, Object> login(String password) {
        Map<String, Object> login = new LinkedHashMap<>();
        login.putAll(Map.of("domain", tenant.name(), "username", LOGIN, "password", password, "application", "agentdesktop"));
        return login;
    }

    /** Of the tenant's administrator. */
    private Response api(String call, Object body, Object... inPath) {
        RequestSpecification request = tenant.admin().contentType(ContentType.JSON);
        return send(call, Api.BASE, body == null ? request : request.body(body), inPath);
    }

    private Response form(String call, String form) {
        return send(call, Api.BASE, Api.anonymous().contentType(ContentType.URLENC).body(form));
    }

    private Response root(String call, RequestSpecification request) {
        return send(call, "", request);
    }

    private static RequestSpecification json(Object body) {
        return given().contentType(ContentType.JSON).body(body);
    }

    private Response send(String call, String base, RequestSpecification request, Object... inPath) {
        String[] parts = call.split(" ");
        made.add(parts[0] + " " + base + parts[1]);
        return request.request(parts[0], parts[1], inPath).then().statusCode(200).extract().response();
    }
}
