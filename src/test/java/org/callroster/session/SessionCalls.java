package org.callroster.session;

import java.util.LinkedHashMap;
import java.util.Map;

import org.callroster.SmallTenant;

import io.restassured.http.ContentType;
import io.restassured.response.Response;

import static io.restassured.RestAssured.given;

/** The calls of contract section 5, in one tenant. */
record SessionCalls(SmallTenant tenant) {

    static final String PASSWORD = "Plenty of rope, 42 m";

    /** A user with that password. */
    String user(String... roles) {
        return user(Map.of(), roles);
    }

    String user(Map<String, Object> attributes, String... roles) {
        Map<String, Object> user = tenant.somebody(roles);
        user.put("password", PASSWORD);
        user.putAll(attributes);
        tenant.adminSends(user).post("/user").then().statusCode(200);
        return (String) user.get("loginId");
    }

    Map<String, Object> body(String loginId, String password) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("domain", tenant.name());
        body.put("username", loginId);
        body.put("password", password);
        body.put("application", "admin");
        return body;
    }

    Response login(String loginId, String password) {
        return send(body(loginId, password));
    }

    Response login(String loginId) {
        return login(loginId, PASSWORD);
    }

    Response login(String loginId, String application, Map<String, String> headers) {
        Map<String, Object> body = body(loginId, PASSWORD);
        body.put("application", application);
        return given().contentType(ContentType.JSON).headers(headers).body(body).post("/session_login");
    }

    static Response send(Object body) {
        return given().contentType(ContentType.JSON).body(body).post("/session_login");
    }

    /** The id of a new session. */
    String session(String loginId) {
        return login(loginId).then().statusCode(200).extract().path("session_id");
    }

    static Response check(String session) {
        return given().queryParam("session_id", session).get("/session_check");
    }

    static Response logout(String session) {
        return given().queryParam("session_id", session).get("/session_logout");
    }

    Response changePassword(String loginId, String password, String wanted) {
        Map<String, Object> body = body(loginId, password);
        body.remove("application");
        body.put("newpassword", wanted);
        return given().contentType(ContentType.JSON).body(body).post("/session_change_password");
    }

    void policy(Map<String, Object> settings) {
        tenant.adminSends(settings).put("/securitypolicy").then().statusCode(200);
    }
}
