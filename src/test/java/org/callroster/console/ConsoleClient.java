package org.callroster.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.callroster.Api;
import org.callroster.TestDatabase;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** The console as a browser asks for it. Paths are sent as written, and redirects are not followed. */
public final class ConsoleClient {

    public static final String COOKIE = "callroster";

    private ConsoleClient() {
    }

    /** A request of somebody who is not logged in, from a page of the console. */
    public static RequestSpecification anonymous() {
        return given().basePath("/console").urlEncodingEnabled(false).redirects().follow(false)
                .header("Sec-Fetch-Site", "same-origin");
    }

    /** A request of the example tenant's administrator, in a session just begun. */
    public static RequestSpecification admin() {
        return as(Api.EXAMPLE, "admin");
    }

    /** A request of some user, in a session just begun. */
    public static RequestSpecification as(String tenant, String loginId) {
        return with(session(tenant, loginId));
    }

    public static RequestSpecification with(String session) {
        return anonymous().cookie(COOKIE, session);
    }

    /** As htmx asks for a part of a page. */
    public static RequestSpecification partial(RequestSpecification request) {
        return request.header("HX-Request", "true");
    }

    /** Written past the service: a session of a user, as after a login; answers its id. */
    public static String session(String tenant, String loginId) {
        return session(tenant, loginId, 0);
    }

    /** The same, with a password that was given some minutes ago. */
    public static String session(String tenant, String loginId, int minutesAgo) {
        String tenantId = TestDatabase.column("select cast(id as text) from tenant where name = ?", tenant).get(0);
        String id = tenantId.substring(tenantId.length() - 8) + UUID.randomUUID().toString().substring(8);
        List<String> inserted = TestDatabase.column("""
                insert into session (tenant_id, hash, user_id, application, credential_version, proved_at, expires_at)
                select t.id, ?, u.id, 'admin', u.credential_version, now() - ? * interval '1 minute', now() + interval '1 hour'
                from tenant t join app_user u on u.tenant_id = t.id
                where t.name = ? and u.login_id = ? returning user_id""", sha256(id), minutesAgo, tenant, loginId);
        if (inserted.size() != 1) {
            throw new IllegalStateException("no user " + loginId + " in " + tenant);
        }
        return id;
    }

    /** A form with these fields: names and values in turns. */
    public static RequestSpecification form(RequestSpecification request, String... fields) {
        String body = Stream.iterate(0, i -> i + 2).limit(fields.length / 2)
                .map(i -> Api.path(fields[i]) + "=" + Api.path(fields[i + 1])).collect(Collectors.joining("&"));
        return request.contentType(ContentType.URLENC.withCharset("UTF-8")).body(body);
    }

    public static RequestSpecification form(RequestSpecification request, Map<String, String> fields) {
        return form(request,
                fields.entrySet().stream().flatMap(e -> Stream.of(e.getKey(), e.getValue())).toArray(String[]::new));
    }

    /** The page of an answer, which has this status. */
    public static Document page(Response answer, int status) {
        return Jsoup.parse(answer.then().statusCode(status).contentType(ContentType.HTML).extract().asString());
    }

    /** A row of a table, or another part that begins with one. */
    public static Document rows(Response answer) {
        String part = answer.then().statusCode(200).contentType(ContentType.HTML).extract().asString();
        return Jsoup.parse("<table><tbody>" + part + "</tbody></table>");
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
