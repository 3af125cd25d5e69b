package org.callroster.retention;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.path.json.JsonPath;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

/** Fleet section 5, Retention, and what is kept for a day. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class OldRowsTest {

    private static final String OF_TENANT = " where tenant_id = (select id from tenant where name = ?)";
    private static final String FILL = """
            insert into audit (tenant_id, id, at, actor, actor_key, action, subject, subject_key, via)
            select id, gen_random_uuid(), now() - make_interval(days => ?), 'a', 'a', 'user created', 's', 's', 'api'
            from tenant, generate_series(1, ?) where name = ?""";
    private static final int MORE_THAN_TWO_BATCHES = 20_500;

    @Inject
    OldRows rows;

    private final SmallTenant tenant = SmallTenant.create();

    @Test
    void rowsOlderThanThePolicyWantsAreDeletedInBatchesAndRecordedOnce() throws Throwable {
        fill(401, MORE_THAN_TWO_BATCHES);
        fill(399, 3);
        long deleted = delete();
        assertThat(deleted, greaterThanOrEqualTo((long) MORE_THAN_TWO_BATCHES));
        assertThat(count(), is(4L));
        JsonPath audit = tenant.admin().get("/audit?kind=audit%20trimmed").jsonPath();
        assertThat(audit.getList("events").size(), is(1));
        assertThat(audit.getString("events[0].actor"), is("retention"));
        assertThat(audit.getString("events[0].via"), is("system"));
        assertThat(audit.getInt("events[0].after.count"), is(MORE_THAN_TWO_BATCHES));
        delete();
        assertThat(count(), is(4L));
    }

    @Test
    void thePolicyOfTheTenantDecides() throws Throwable {
        fill(401, 2);
        fill(31, 2);
        policy(0);
        delete();
        assertThat(count(), is(5L));
        policy(30);
        delete();
        assertThat(tenant.admin().get("/audit?kind=audit%20trimmed").path("events[0].after.count"), is(4));
        tenant.adminSends(Map.of("auditRetentionDays", 3651)).put("/securitypolicy").then().statusCode(400);
    }

    @Test
    void instancesThatDoItAtOnceDeleteEachRowOnce() throws Throwable {
        fill(401, MORE_THAN_TWO_BATCHES);
        List<Integer> done = Api.atOnce(4, i -> {
            try {
                delete();
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
            return tenant.admin().get("/user");
        });
        assertThat(done, is(List.of(200, 200, 200, 200)));
        delete();
        List<Integer> counts = tenant.admin().get("/audit?kind=audit%20trimmed").path("events.after.count");
        assertThat(counts.stream().mapToInt(count -> count).sum(), is(MORE_THAN_TWO_BATCHES));
    }

    @Test
    void answersAndBulksAreKeptForADay() throws Throwable {
        for (String key : List.of("old", "new")) {
            tenant.adminSends(tenant.somebody()).header("Idempotency-Key", key).post("/user").then().statusCode(200);
            tenant.admin().contentType("application/x-ndjson").body("{\"loginId\":\"admin\"}".getBytes())
                    .post("/bulk/user?mode=update").then().statusCode(202);
            if (key.equals("old")) {
                TestDatabase.execute("update kept_answer set created_at = now() - interval '25 hours'" + OF_TENANT,
                        tenant.name());
                TestDatabase.execute("update bulk_job set created_at = now() - interval '25 hours'" + OF_TENANT, tenant.name());
            }
        }
        delete();
        assertThat(TestDatabase.column("select count(*) from kept_answer" + OF_TENANT, tenant.name()), is(List.of("1")));
        assertThat(TestDatabase.column("select count(*) from bulk_job" + OF_TENANT, tenant.name()), is(List.of("1")));
    }

    private void fill(int days, int rows) {
        TestDatabase.execute(FILL, days, rows, tenant.name());
    }

    private void policy(int days) {
        tenant.adminSends(Map.of("auditRetentionDays", days)).put("/securitypolicy").then().statusCode(200);
    }

    private long count() {
        return Long.parseLong(TestDatabase.column("select count(*) from audit" + OF_TENANT, tenant.name()).get(0));
    }

    private long delete() throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> rows.delete("retention"));
    }
}
