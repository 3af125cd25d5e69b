package org.callroster.token;

import org.callroster.Api;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The token call, written by hand as a form. */
public final class TokenCall {

    /** Of the example contact centre's administrator. */
    static final String ADMIN_SECRET = "example-only-secret-never-use-in-production-0001";
    /** The grant and the administrator's credentials; no tenant. */
    public static final String ADMIN = "grant_type=client_credentials&client_id=admin&client_secret=" + ADMIN_SECRET;
    public static final String GRANT = "grant_type=client_credentials";

    private TokenCall() {
    }

    public static RequestSpecification form() {
        return Api.anonymous().contentType("application/x-www-form-urlencoded");
    }

    public static Response post(String form) {
        return form().body(form).post("/oauth/token");
    }

    static Response postAs(String authorization, String form) {
        return form().header("Authorization", authorization).body(form).post("/oauth/token");
    }

    /** The form of some user of the example tenant. */
    static String of(String loginId, String secret) {
        return GRANT + "&client_id=" + Api.path(loginId) + "&client_secret=" + Api.path(secret) + "&tenant=" + Api.EXAMPLE;
    }

    /** The two parts as they are, so percent-encode them if the test is about that. */
    public static String basic(String id, String secret) {
        return "Basic " + java.util.Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(UTF_8));
    }
}
