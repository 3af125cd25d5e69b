package org.callroster.secret;

import java.util.List;
import java.util.Map;

import org.callroster.Api;
import org.callroster.TestDatabase;

import io.restassured.response.Response;

/** The secret calls as the example tenant's administrator makes them. */
final class SecretCalls {

    /** Within it what was taken away is gone on every node. */
    static final long UNTIL_IT_BITES_MILLIS = 1100;

    private SecretCalls() {
    }

    static String path(String loginId) {
        return "/secret/" + Api.path(loginId);
    }

    static Response make(String loginId, Object body) {
        return Api.adminSends(body).post(path(loginId));
    }

    /** Makes one that never expires, and answers it. */
    static String made(String loginId) {
        return make(loginId, Map.of()).then().statusCode(200).extract().path("client_secret");
    }

    static Response list(String loginId) {
        return Api.admin().get(path(loginId));
    }

    /** The oldest first. */
    static List<String> ids(String loginId) {
        return list(loginId).then().statusCode(200).extract().path("id");
    }

    static Response end(String loginId, String id) {
        return Api.admin().delete(path(loginId) + "/" + id);
    }

    static Response requestToken(String loginId, String secret) {
        return Api.requestToken(Api.EXAMPLE, loginId, secret);
    }

    static String token(String loginId, String secret) {
        return requestToken(loginId, secret).then().statusCode(200).extract().path("access_token");
    }

    /** Any call that needs no more than a living token: without the privilege it is 403. */
    static int use(String token) {
        return Api.withToken(token).get("/user/frank.zappa").statusCode();
    }

    /** Written past the service: the oldest secret of the user has expired. */
    static void expireOldest(String loginId) {
        TestDatabase.execute("update api_secret set expires_at = now() - interval '1 second' where id = cast(? as uuid)",
                ids(loginId).get(0));
    }
}
