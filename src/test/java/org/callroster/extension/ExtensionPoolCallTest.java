package org.callroster.extension;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;

/** {@code /configapi/v2/phone/pool}: fleet section 4. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ExtensionPoolCallTest {

    private final SmallTenant tenant = SmallTenant.withPool(100, 103);

    @Test
    void thePoolIsShownAndReplaced() {
        tenant.admin().get("/phone/pool").then().statusCode(200)
                .body(is("{\"ranges\":[{\"from\":\"100\",\"to\":\"103\"}]}"));
        String sorted = "{\"ranges\":[{\"from\":\"0\",\"to\":\"9\"},{\"from\":\"4000\",\"to\":\"4999\"}]}";
        tenant.adminSends("{\"ranges\":[{\"from\":\"4000\",\"to\":\"4999\"},{\"from\":0,\"to\":9}]}").put("/phone/pool").then()
                .statusCode(200).body(is(sorted));
        tenant.admin().get("/phone/pool").then().body(is(sorted));
        assertThat(tenant.admin().get("/audit?kind=extension%20pool%20changed").<List<Object>>path("events.before.ranges"),
                is(List.of(List.of(Map.of("from", "100", "to", "103")))));
    }

    @Test
    void newUsersGetNumbersOfAllRanges() {
        put("100", "101", "300", "301").then().statusCode(200);
        assertThat(List.of(extension(), extension(), extension(), extension()), is(List.of("100", "101", "300", "301")));
        exhausted();
    }

    @Test
    void numbersInUseStayWhenTheirRangeGoes() {
        String login = tenant.created();
        put("200", "200").then().statusCode(200);
        tenant.admin().get("/user/" + login).then().body("extension", is("100"));
        assertThat(extension(), is("200"));
        exhausted();
        tenant.admin().delete("/user/" + login).then().statusCode(200);
        exhausted();
    }

    @Test
    void takenNumbersAreLeftOut() {
        put("100", "102", "200", "202").then().statusCode(200);
        for (String taken : List.of("101", "102", "200", "201")) {
            Map<String, Object> user = tenant.somebody();
            user.put("extension", taken);
            tenant.adminSends(user).post("/user").then().statusCode(200);
        }
        assertThat(List.of(extension(), extension()), is(List.of("100", "202")));
        exhausted();
    }

    @Test
    void anEmptyPoolGivesNothing() {
        put().then().statusCode(200).body(is("{\"ranges\":[]}"));
        exhausted();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "{}|ranges", "{\"ranges\":null}|ranges", "{\"ranges\":[null]}|ranges[0]",
            "{\"ranges\":[{\"from\":\"1\"}]}|ranges[0].to", "{\"ranges\":[{\"from\":\"01\",\"to\":\"2\"}]}|ranges[0].from",
            "{\"ranges\":[{\"from\":\"9\",\"to\":\"2\"}]}|ranges[0].to",
            "{\"ranges\":[{\"from\":\"-1\",\"to\":\"2\"}]}|ranges[0].from",
            "{\"ranges\":[{\"from\":\"1\",\"to\":\"1234567890123456\"}]}|ranges[0].to",
            "{\"ranges\":[{\"from\":\"1\",\"to\":\"5\"},{\"from\":\"5\",\"to\":\"6\"}]}|ranges" })
    void badRangesAreNamed(String body, String field) {
        tenant.adminSends(body).put("/phone/pool").then().statusCode(400).body("violations[0].field", is(field));
    }

    @Test
    void tooManyRangesAreRefused() {
        String range = "{\"from\":\"1\",\"to\":\"1\"}";
        tenant.adminSends("{\"ranges\":[" + (range + ",").repeat(2000) + range + "]}").put("/phone/pool").then().statusCode(400)
                .body("violations.field", is(List.of("ranges")));
    }

    @Test
    void thePoolIsChangedOnlyAsItWasSeen() {
        String seen = tenant.admin().get("/phone/pool").header("ETag");
        tenant.admin().header("If-None-Match", seen).get("/phone/pool").then().statusCode(304);
        tenant.adminSends(body("1", "2")).header("If-Match", "\"a\"").put("/phone/pool").then().statusCode(412);
        tenant.adminSends(body("1", "2")).header("If-Match", seen).put("/phone/pool").then().statusCode(200);
        tenant.adminSends(body("1", "2")).header("If-Match", seen).put("/phone/pool").then().statusCode(412);
    }

    @Test
    void ofTwelveAtOnceOneWins() {
        String seen = tenant.admin().get("/phone/pool").header("ETag");
        List<Integer> statuses = Api.atOnce(12, i -> tenant.adminSends(body("" + (i + 1), "" + (i + 1)))
                .header("If-Match", seen).put("/phone/pool"));
        assertThat(statuses.stream().filter(status -> status == 200).count(), is(1L));
        assertThat(statuses, everyItem(is(oneOf(200, 412))));
    }

    @Test
    void usersMadeMeanwhileGetNumbersOfTheirOwn() {
        put("1000", "1999").then().statusCode(200);
        List<Integer> statuses = Api.atOnce(12, i -> i % 3 == 0 ? put((i + 1) + "000", (i + 1) + "999")
                : tenant.adminSends(tenant.somebody()).post("/user"));
        assertThat(statuses, everyItem(is(200)));
        List<String> extensions = tenant.admin().get("/user").path("users.extension");
        assertThat(new HashSet<>(extensions).size(), is(extensions.size()));
    }

    private void exhausted() {
        tenant.adminSends(tenant.somebody()).post("/user").then().statusCode(409)
                .body("error_description", is("the extension pool is exhausted"));
    }

    private String extension() {
        return tenant.admin().get("/user/" + tenant.created()).path("extension");
    }

    private Response put(String... ends) {
        return tenant.adminSends(body(ends)).put("/phone/pool");
    }

    private static Map<String, Object> body(String... ends) {
        return Map.of("ranges", IntStream.range(0, ends.length / 2)
                .mapToObj(i -> Map.of("from", ends[2 * i], "to", ends[2 * i + 1])).toList());
    }
}
