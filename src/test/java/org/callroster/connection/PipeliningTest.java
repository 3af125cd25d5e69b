package org.callroster.connection;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.callroster.Api;
import org.callroster.RawHttp;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** RFC 9112 section 9.3.2: requests that are sent without waiting are answered one after another. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PipeliningTest {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([0-9]{3}) ");
    private static final String FIRST = "Pipelined " + UUID.randomUUID();
    private static final String SECOND = "Pipelined " + UUID.randomUUID();

    @Test
    void answersComeInTheOrderOfTheRequests() {
        List<String> calls = List.of(get("/configapi/v2/nothing", ""), get("/configapi/v2/team", ""),
                get("/configapi/v2/team", token()), get("/configapi/v2/user/100%", ""), team(FIRST), team(FIRST));
        String requests = String.join("", IntStream.range(0, 200).mapToObj(i -> calls.get(i % calls.size())).toList());
        List<String> expected = List.of("404", "401", "200", "400", "200", "200");
        assertEquals(IntStream.range(0, 200).mapToObj(i -> expected.get(i % expected.size())).toList(), statuses(requests));
    }

    @Test
    void bodiesOfEveryFramingAreReadToTheirEnd() {
        String whole = "{\"loginId\":\"x\"" + " ".repeat(100_000) + "}";
        String known = "Content-Length: " + whole.length() + "\r\n\r\n" + whole;
        String chunked = "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(whole.length()) + "\r\n" + whole
                + "\r\n0\r\n\r\n";
        String create = "POST /configapi/v2/user HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + token();
        String noToken = "POST /configapi/v2/user HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
        assertEquals(List.of("400", "200", "400", "401", "401", "200", "400"), statuses(create + known + team(FIRST) + create
                + chunked + noToken + known + noToken + chunked + team(SECOND) + create + known));
        Api.admin().get("/team").then().body("name", hasItems(FIRST, SECOND));
    }

    private static List<String> statuses(String requests) {
        String last = get("/configapi/v2/nothing", "Connection: close\r\n");
        List<String> all = STATUS.matcher(RawHttp.bytesUntilClosed(requests + last)).results().map(m -> m.group(1)).toList();
        assertEquals("404", all.get(all.size() - 1));
        return all.subList(0, all.size() - 1);
    }

    private static String token() {
        return "Authorization: Bearer " + Api.token(Api.EXAMPLE, "admin") + "\r\n";
    }

    private static String team(String name) {
        return "PUT /configapi/v2/team/" + Api.path(name) + " HTTP/1.1\r\nHost: localhost\r\n" + token()
                + "Content-Length: 0\r\n\r\n";
    }

    private static String get(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    }
}
