package org.callroster.bulk;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.callroster.Api;
import org.callroster.Eventually;
import org.callroster.Metrics;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

/** Bulks with an {@code Idempotency-Key}: fleet sections 1 and 3. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RepeatedBulkTest {

    private static final String NDJSON = "application/x-ndjson";
    private static final int LINES = 1200;
    private static final int DONE = 500;
    private static final String OF_TENANT = " where tenant_id = (select id from tenant where name = ?)";

    private final SmallTenant tenant = SmallTenant.withPool(100, 99_999);

    @Test
    void aRepeatedCallIsAnsweredWithTheFirstBulk() {
        Response first = send("k", file(3));
        first.then().statusCode(202).header("Idempotent-Replayed", nullValue());
        Response again = send("k", file(3));
        again.then().statusCode(202).header("Idempotent-Replayed", "true").body("job", is((String) first.path("job")));
        List<JsonPath> lines = lines(request("k", file(3)).header("Prefer", "wait").post("/bulk/user?mode=create"));
        assertThat(lines.size(), is(4));
        assertThat(lines.get(3).getInt("created"), is(3));
        assertThat(lines.get(0).<Object>get("before"), is(nullValue()));
        tenant.admin().get("/bulk").then().body("jobs.size()", is(1));
    }

    @Test
    void aKeyIsForOneFileAndOneQuery() {
        send("k", file(3)).then().statusCode(202);
        send("k", file(4)).then().statusCode(422).body("error", is("idempotency_key_reused"));
        request("k", file(3)).post("/bulk/user?mode=upsert").then().statusCode(422);
        send("another", file(3)).then().statusCode(202).header("Idempotent-Replayed", nullValue());
    }

    @Test
    void eightAtOnceAreOneBulk() {
        List<String> jobs = new CopyOnWriteArrayList<>();
        List<Integer> statuses = Api.atOnce(8, i -> {
            Response answer = send("k", file(LINES));
            jobs.add(answer.path("job"));
            return answer;
        });
        assertThat(statuses, everyItem(is(oneOf(202, 503))));
        List<String> there = tenant.admin().get("/bulk").path("jobs.job");
        assertThat(there.size(), is(1));
        jobs.removeIf(job -> job == null);
        assertThat(jobs, everyItem(is(there.get(0))));
        assertThat(outcomes(there.get(0)).get(LINES).getInt("created"), is(LINES));
    }

    /** As after a crash of the instance, a minute ago, with 500 lines committed. */
    @Test
    void aCutBulkGoesOnWhenTheCallIsRepeated() {
        String job = send("k", file(LINES)).path("job");
        List<JsonPath> whole = outcomes(job);
        cut();
        assertThat(tenant.admin().get("/bulk/" + job + "?wait=false").path("state"), is("interrupted"));
        JsonPath end = outcomes(job).get(DONE);
        assertThat(end.getBoolean("done"), is(false));
        send("k", file(LINES)).then().statusCode(202).body("job", is(job)).header("Idempotent-Replayed", "true");
        List<JsonPath> lines = outcomes(job);
        assertThat(lines.size(), is(LINES + 1));
        assertThat(lines.subList(0, DONE).stream().map(line -> line.getString("etag")).toList(),
                is(whole.subList(0, DONE).stream().map(line -> line.getString("etag")).toList()));
        assertThat(lines.subList(0, DONE).stream().map(line -> line.getBoolean("before")).toList(), everyItem(is(true)));
        assertThat(lines.subList(DONE, LINES).stream().map(line -> line.<Object>get("before")).toList(),
                everyItem(nullValue()));
        assertThat(lines.stream().limit(LINES).map(line -> line.getString("outcome")).collect(Collectors.toSet()).toString(),
                is("[created]"));
        assertThat(lines.get(LINES).getBoolean("done"), is(true));
        assertThat(lines.get(LINES).getInt("created"), is(LINES));
        tenant.admin().get("/user?count=true").then().body("total", is(LINES + 1));
        tenant.admin().get("/audit?kind=user%20created&limit=1000").then().body("next_cursor", not(nullValue()));
        assertThat(TestDatabase.column("select count(*) from audit" + OF_TENANT + " and action = 'user created'",
                tenant.name()), is(List.of(String.valueOf(LINES + LINES - DONE))));
    }

    /** As when a bulk waits longer for the database than its instance counts as alive. */
    @Test
    void anInstanceWhoseBulkWasTakenOverLeavesItAlone() {
        int lines = 6000;
        String job = send("k", file(lines)).path("job");
        Eventually.holds(Duration.ofSeconds(20), () -> done(job) > 0);
        TestDatabase.execute("update bulk_job set takeovers = takeovers + 1, beat_at = now() - interval '2 minutes'"
                + OF_TENANT, tenant.name());
        Eventually.holds(Duration.ofSeconds(20), () -> Metrics.sum("callroster_bulk_running") == 0);
        assertThat(done(job), is(lessThan(lines)));
        assertThat(tenant.admin().get("/bulk/" + job + "?wait=false").path("state"), is("interrupted"));
        send("k", file(lines)).then().statusCode(202).body("job", is(job));
        assertThat(outcomes(job).get(lines).getInt("created"), is(lines));
        tenant.admin().get("/user?count=true").then().body("total", is(lines + 1));
    }

    private int done(String job) {
        return tenant.admin().get("/bulk/" + job + "?wait=false").path("done");
    }

    private void cut() {
        TestDatabase.execute("delete from bulk_outcomes" + OF_TENANT + " and line > " + DONE, tenant.name());
        TestDatabase.execute("delete from app_user" + OF_TENANT + " and login_id > 'user-%05d' and login_id <> 'admin'"
                .formatted(DONE - 1), tenant.name());
        TestDatabase.execute("update bulk_job set state = 'running', lines_done = " + DONE + ", created = " + DONE
                + ", beat_at = now() - interval '2 minutes'" + OF_TENANT, tenant.name());
    }

    @Test
    void anotherCallerHasOtherKeys() {
        send("k", file(3)).then().statusCode(202);
        String other = tenant.created("Everything");
        Api.as(tenant.name(), other).contentType(NDJSON).header("Idempotency-Key", "k").body(file(3))
                .post("/bulk/user?mode=create").then().statusCode(202).header("Idempotent-Replayed", nullValue());
    }

    private static byte[] file(int lines) {
        return IntStream.range(0, lines).mapToObj("""
                {"loginId":"user-%05d","firstName":"A","lastName":"B","team":"Staff","roles":[]}"""::formatted)
                .collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8);
    }

    private RequestSpecification request(String key, byte[] file) {
        return tenant.admin().contentType(NDJSON).header("Idempotency-Key", key).body(file);
    }

    private Response send(String key, byte[] file) {
        return request(key, file).post("/bulk/user?mode=create");
    }

    private List<JsonPath> outcomes(String job) {
        return lines(tenant.admin().get("/bulk/" + job));
    }

    private static List<JsonPath> lines(Response answer) {
        return answer.then().statusCode(200).extract().asString().lines().map(JsonPath::from).toList();
    }
}
