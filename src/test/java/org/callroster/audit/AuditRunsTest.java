package org.callroster.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

/** {@code runs=true}: the audit with one entry for each bulk. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AuditRunsTest {

    private static final UUID EARLY = UUID.fromString("019a0000-0000-7000-8000-000000000001");
    private static final UUID LATE = UUID.fromString("019a0000-0000-7000-8000-000000000002");
    private static final String EVENT = """
            insert into audit (tenant_id, id, at, actor, actor_key, action, subject, subject_key, via, job)
            select id, ?, cast(? as timestamptz), ?, ?, 'user updated', ?, ?, ?, ? from tenant where name = ?""";

    private final SmallTenant tenant = SmallTenant.create();

    /** The first bulk ends last: its events are around those of the second. */
    @BeforeEach
    void twoBulksAmongOtherChanges() {
        event("08:00", "ann", "before", null);
        event("09:00", "ann", "early-1", EARLY);
        event("09:01", "bob", "late-1", LATE);
        event("09:02", "bob", "between", null);
        event("09:03", "bob", "late-2", LATE);
        event("09:04", "ann", "early-2", EARLY);
        event("09:05", "ann", "early-3", EARLY);
        event("10:00", "bob", "after", null);
    }

    @Test
    void aBulkIsItsLastEventWithTheNumberOfAllAndTheTimeOfTheFirst() {
        Response runs = list("");
        assertThat(runs.path("events.subject"), is(List.of("after", "early-3", "late-2", "between", "before")));
        runs.then().body("events[1].count", is(3)).body("events[1].since", is("2027-01-31T09:00:00.000Z"))
                .body("events[1].time", is("2027-01-31T09:05:00.000Z")).body("events[1].job", is(EARLY.toString()))
                .body("events[1].kinds", is(Map.of("user updated", 3))).body("events[0].kinds", nullValue())
                .body("events[2].count", is(2)).body("events[2].since", is("2027-01-31T09:01:00.000Z"))
                .body("events[0].count", nullValue()).body("events[0].since", nullValue());
        tenant.admin().get("/audit?limit=1000").then().body("events.size()", is(8)).body("events.since",
                everyItem(nullValue()));
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 3, 4, 5, 6 })
    void pagesFollowEachOtherUnderWrites(int limit) {
        List<String> seen = new ArrayList<>();
        Response page = list("&limit=" + limit);
        seen.addAll(page.path("events.subject"));
        while (page.path("next_cursor") != null && seen.size() < 10) {
            event("11:00", "bob", "new", null);
            page = list("&limit=" + limit + "&cursor=" + page.path("next_cursor"));
            seen.addAll(page.path("events.subject"));
        }
        assertThat(seen, is(List.of("after", "early-3", "late-2", "between", "before")));
    }

    @Test
    void filtersAreOfWhatAllEventsOfABulkShareAndOfTimes() {
        assertThat(list("&actor=ANN").path("events.subject"), is(List.of("early-3", "before")));
        assertThat(list("&actor=bob&via=bulk").path("events.subject"), is(List.of("late-2")));
        assertThat(list("&via=api").path("events.subject"), is(List.of("after", "between", "before")));
        assertThat(list("&via=scim").path("events.subject"), is(List.of()));
        Response some = list("&from=2027-01-31T09:01:30Z&to=2027-01-31T09:05:00Z");
        assertThat(some.path("events.subject"), is(List.of("early-2", "late-2", "between")));
        some.then().body("events.count", is(Arrays.asList(1, 1, null)));
        for (String filter : List.of("user=ann", "subject=ann", "kind=user%20updated", "request=r", "job=" + LATE)) {
            list("&" + filter).then().statusCode(400).body("violations[0].field", is(filter.split("=")[0]))
                    .body("violations[0].message", is("does not go with runs"));
            tenant.admin().get("/audit?runs=false&" + filter).then().statusCode(200);
        }
        tenant.admin().get("/audit?runs=yes").then().statusCode(400).body("violations[0].field", is("runs"));
    }

    @Test
    void aBulkThatWasRunIsOneEntry() {
        tenant.adminSends(Map.of("filter", Map.of("q", tenant.created()), "change", Map.of("disabled", true)))
                .header("Prefer", "wait").post("/bulk/change").then().statusCode(200);
        tenant.admin().get("/audit?runs=true&via=bulk&actor=admin").then().body("events.kind", is(List.of("user disabled")))
                .body("events[0].count", is(1));
    }

    @Test
    void theEventsOfABulkAreCountedByTheirKinds() {
        TestDatabase.execute("update audit set action = 'user moved' where job = ? and subject <> 'early-2'", EARLY);
        Response runs = list("");
        runs.then().body("events[1].kind", is("user moved")).body("events[1].count", is(3))
                .body("events[1].kinds", is(Map.of("user moved", 2, "user updated", 1)));
        assertThat(runs.asString(), containsString("{\"user moved\":2,\"user updated\":1}"));
        list("&to=2027-01-31T09:05:00Z").then().body("events[0].kinds", is(Map.of("user moved", 1, "user updated", 1)));
    }

    @Test
    void anotherTenantSeesNothingOfIt() {
        SmallTenant.create().admin().get("/audit?runs=true").then().statusCode(200).body("events", is(List.of()));
        Api.as(tenant.name(), tenant.created()).get("/audit?runs=true").then().statusCode(403);
    }

    @Test
    void eightCallersAtOnceSeeTheSame() {
        String all = list("").asString();
        IntStream.range(0, 8).parallel().forEach(n -> assertThat(list("").asString(), is(all)));
    }

    /** Neither are its events read one by one, nor does it hide what was before. */
    @Test
    void aBulkOfManyEventsIsSkipped() {
        TestDatabase.execute("""
                insert into audit (tenant_id, id, at, actor, actor_key, action, subject, subject_key, via, job)
                select t.id, gen_random_uuid(), timestamptz '2027-02-01T00:00:00Z' + n * interval '1 millisecond', 'admin',
                    'admin', 'user created', 'user-' || n, 'user-' || n, 'bulk', cast('019b0000-0000-7000-8000-000000000000' as uuid)
                from tenant t, generate_series(1, 30000) n where t.name = ?""", tenant.name());
        Response runs = list("&limit=3");
        assertThat(runs.path("events.subject"), is(List.of("user-30000", "after", "early-3")));
        runs.then().body("events[0].count", is(30_000));
    }

    private Response list(String more) {
        return tenant.admin().get("/audit?runs=true" + more);
    }

    private void event(String time, String actor, String subject, UUID job) {
        TestDatabase.execute(EVENT, UUID.randomUUID(), "2027-01-31T" + time + ":00Z", actor, actor, subject, subject,
                job == null ? "api" : "bulk", job, tenant.name());
    }
}
