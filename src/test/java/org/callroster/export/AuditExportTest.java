package org.callroster.export;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;

/** {@code GET /configapi/v2/audit} as CSV. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AuditExportTest {

    private static final String HEADER =
            "time,kind,actor,subject,via,ipAddress,request,credential,before,after,reason,count,job";
    private static final int MORE_THAN_A_BATCH = 1203;

    private final SmallTenant tenant = SmallTenant.create();

    @Test
    void anEventIsALineWithTheValuesOfTheList() {
        tenant.admin().put("/team/" + Api.path("=1+1,\"x\"")).then().statusCode(200);
        Response listed = tenant.admin().get("/audit?kind=team%20created");
        Response csv = csv("?kind=team%20created");
        csv.then().statusCode(200).header("Content-Type", is("text/csv;charset=UTF-8")).header("Vary", is("Accept"));
        assertThat(csv.asString(),
                is(HEADER + "\r\n" + listed.path("events[0].time") + ",team created,admin,\"'=1+1,\"\"x\"\"\",api,"
                        + "127.0.0.1," + listed.path("events[0].request") + "," + credential(listed)
                        + ",,\"{\"\"name\"\":\"\"=1+1,\\\"\"x\\\"\"\"\"}\",,,\r\n"));
    }

    private static String credential(Response listed) {
        String credential = listed.path("events[0].credential");
        return credential == null ? "" : credential;
    }

    @ParameterizedTest
    @ValueSource(strings = { "application/json", "*/*", "text/csv;q=0.4, application/json;q=0.5" })
    void jsonStaysWhatIsAnsweredUnlessCsvIsPreferred(String accept) {
        tenant.admin().accept(accept).get("/audit").then().statusCode(200).header("Content-Type", is("application/json"))
                .header("Vary", is("Accept")).body("events", is(List.of()));
    }

    @Test
    void allEventsComeInTheOrderOfTheListWhateverIsAskedFor() {
        events(MORE_THAN_A_BATCH);
        List<String> all = subjects(csv(""));
        assertThat(all, is(IntStream.range(0, MORE_THAN_A_BATCH).mapToObj(n -> "s-" + (MORE_THAN_A_BATCH - n)).toList()));
        assertThat(subjects(csv("?user=S-7")), is(List.of("s-77", "s-7")));
        assertThat(subjects(csv("?actor=s-7")), is(List.of("s-77")));
        assertThat(subjects(csv("?subject=s-7&via=api")), is(List.of("s-7")));
        assertThat(subjects(csv("?from=2027-01-31T00:00:10Z&to=2027-01-31T00:00:12Z")), is(List.of("s-11", "s-10")));
        assertThat(csv("?kind=nothing").asString(), is(HEADER + "\r\n"));
    }

    @Test
    void theListByUserHasAnEventOnceThatTheyDidToThemselves() {
        events(77);
        assertThat(tenant.admin().get("/audit?user=s-7").path("events.subject"), is(List.of("s-77", "s-7")));
        TestDatabase.execute("update audit set subject = actor, subject_key = actor_key where subject = 's-77'"
                + " and tenant_id = (select id from tenant where name = ?)", tenant.name());
        assertThat(tenant.admin().get("/audit?user=s-7").path("events.subject"), is(List.of("s-7", "s-7")));
        assertThat(subjects(csv("?user=s-7")), is(List.of("s-7", "s-7")));
    }

    @Test
    void onlyWhoMaySeeTheAuditGetsItsEvents() {
        events(3);
        tenant.adminSends(Map.of("privileges", List.of("Manage users"))).put("/role/Manager").then().statusCode(200);
        Api.as(tenant.name(), tenant.created("Manager")).accept("text/csv").get("/audit").then().statusCode(403);
        assertThat(SmallTenant.create().admin().accept("text/csv").get("/audit").asString(), is(HEADER + "\r\n"));
    }

    @Test
    void headReadsNoMoreThanItMust() {
        events(3);
        tenant.admin().accept("text/csv").head("/audit").then().statusCode(200)
                .header("Content-Type", is("text/csv;charset=UTF-8")).body(is(emptyString()));
    }

    @ParameterizedTest
    @CsvSource({ "limit=1,limit", "cursor=x,cursor", "runs=true,runs", "from=yesterday,from", "job=7,job", "via=pigeon,via" })
    void badParametersAreNamed(String query, String field) {
        csv("?" + query).then().statusCode(400).body("violations[0].field", is(field));
    }

    /** As many of one caller as the other exports allow, and the rest is told to come again. */
    @Test
    void eightCallersAtOnceGetAllOrAreToldToComeAgain() {
        events(MORE_THAN_A_BATCH);
        String all = csv("").asString();
        IntStream.range(0, 8).parallel().mapToObj(n -> csv("")).forEach(answer -> {
            assertThat(answer.statusCode(), is(oneOf(200, 503)));
            assertThat(answer.statusCode() == 503 || answer.asString().equals(all), is(true));
        });
    }

    private Response csv(String query) {
        return tenant.admin().accept("text/csv").get("/audit" + query);
    }

    private static List<String> subjects(Response csv) {
        return Arrays.stream(csv.asString().split("\r\n")).skip(1).map(line -> line.split(",")[3]).toList();
    }

    /** One a second, on s-1, s-2 …; s-77 is by s-7, the others by somebody. */
    private void events(int number) {
        TestDatabase.execute("""
                insert into audit (tenant_id, id, at, actor, actor_key, action, subject, subject_key, via)
                select t.id, gen_random_uuid(), timestamptz '2027-01-31T00:00:00Z' + n * interval '1 second', a.actor, a.actor,
                    'user updated', 's-' || n, 's-' || n, 'api'
                from tenant t, generate_series(1, ?) n, lateral (select case n when 77 then 's-7' else 'somebody' end as actor) a
                where t.name = ?""", number, tenant.name());
    }
}
