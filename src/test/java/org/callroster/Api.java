package org.callroster;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** The API as its clients call it. Paths are sent as written, so percent-encode them ({@link #path}). */
public final class Api {

    public static final String EXAMPLE = "example.com";
    public static final String RIVAL = "rival.example";
    public static final String BASE = "/configapi/v2";

    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private Api() {
    }

    /** A call with no token. */
    public static RequestSpecification anonymous() {
        return given().basePath(BASE).urlEncodingEnabled(false);
    }

    /** A call of the example tenant's administrator. */
    public static RequestSpecification admin() {
        return as(EXAMPLE, "admin");
    }

    /** A call of some user; he is given an API secret if need be, and his token is kept for all tests. */
    public static RequestSpecification as(String tenant, String loginId) {
        return withToken(token(tenant, loginId));
    }

    /** The token kept for a user. */
    public static String token(String tenant, String loginId) {
        return TOKENS.computeIfAbsent(tenant + "/" + loginId, key -> newToken(tenant, loginId));
    }

    /** Of a service that is gone. */
    static void forgetTokens() {
        TOKENS.clear();
    }

    public static RequestSpecification withToken(String token) {
        return anonymous().header("Authorization", "Bearer " + token);
    }

    /** A call of the administrator with a JSON body. */
    public static RequestSpecification adminSends(Object body) {
        return admin().contentType(ContentType.JSON).body(body);
    }

    /** A call of some user with a JSON body. */
    public static RequestSpecification sends(String tenant, String loginId, Object body) {
        return as(tenant, loginId).contentType(ContentType.JSON).body(body);
    }

    /** Makes calls number 0 to n - 1, all let go at the same moment, and answers their statuses in that order. */
    public static List<Integer> atOnce(int n, IntFunction<Response> call) {
        ExecutorService threads = Executors.newFixedThreadPool(n);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<Integer>> calls = IntStream.range(0, n).mapToObj(i -> threads.submit(() -> {
                start.await();
                return call.apply(i).statusCode();
            })).toList();
            start.countDown();
            return calls.stream().map(Api::result).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> T result(Future<T> call) {
        try {
            return call.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A fresh token, got with a secret made for it. */
    public static String newToken(String tenant, String loginId) {
        return requestToken(tenant, loginId, newSecret(tenant, loginId)).then().statusCode(200).extract().path("access_token");
    }

    public static Response requestToken(String tenant, String loginId, String secret) {
        return anonymous().contentType(ContentType.URLENC)
                .body("grant_type=client_credentials&client_id=" + path(loginId) + "&client_secret=" + path(secret) + "&tenant="
                        + tenant)
                .post("/oauth/token");
    }

    /** Written past the service: a new API secret of a user. */
    public static String newSecret(String tenant, String loginId) {
        String secret = "test-" + UUID.randomUUID() + UUID.randomUUID();
        List<String> inserted = TestDatabase.column("""
                insert into api_secret (tenant_id, user_id, id, hash)
                select t.id, u.id, ?, ? from tenant t join app_user u on u.tenant_id = t.id
                where t.name = ? and u.login_id = ? returning hash""", UUID.randomUUID(), sha256(secret), tenant, loginId);
        if (inserted.size() != 1) {
            throw new IllegalStateException("no user " + loginId + " in " + tenant);
        }
        return secret;
    }

    private static byte[] sha256(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Percent-encoded for a path or a form. */
    public static String path(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
