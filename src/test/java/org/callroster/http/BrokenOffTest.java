package org.callroster.http;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.callroster.Api;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.scim.Scim;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

/** A client that goes away in the middle of a call takes nothing along. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BrokenOffTest {

    /** More than the service has connections to the database. */
    private static final int CLIENTS = 25;
    private static final int CONNECTIONS = 20;

    private final SmallTenant tenant = SmallTenant.create();

    @ParameterizedTest
    @EnumSource(Change.class)
    void clientsThatGoAwayInMidTransactionLeaveTheConnectionsBehind(Change change) throws Exception {
        String user = tenant.created();
        Scim scim = Scim.of(tenant);
        String id = (String) scim.one("Users", "userName eq \"" + user + "\"").get("id");
        String group = scim.createdGroup("Group");
        try (Connection other = TestDatabase.connection()) {
            other.setAutoCommit(false);
            lock(other, user);
            List<Socket> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(sent(change, change.target.formatted(change == Change.OF_USER ? user : group), id));
            }
            awaitWaiters(change.atOnce);
            for (Socket client : clients) {
                client.close();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500)); // for the service to notice
            other.rollback();
        }
        long began = System.nanoTime();
        tenant.admin().get("/user/" + user).then().statusCode(200);
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began), lessThan(2000L));
        tenant.adminSends(Map.of("firstName", "After")).put("/user/" + user).then().statusCode(200);
        scim.find("Users", "userName sw \"second\"").then().body("totalResults", is(0));
        assertThat(TestDatabase.value("select count(*) from pg_stat_activity where state like 'idle in transaction%'"
                + " and state_change < now() - interval '1 second'"), is("0"));
    }

    /** So many connections of the service are in the middle of a transaction. */
    private static void awaitWaiters(int wanted) {
        String waiters = "select count(*) from pg_stat_activity where wait_event_type = 'Lock'";
        for (int i = 0; i < 300 && Integer.parseInt(TestDatabase.value(waiters)) < wanted; i++) {
            LockSupport.parkNanos(10_000_000);
        }
        assertThat(Integer.parseInt(TestDatabase.value(waiters)), greaterThanOrEqualTo(wanted));
    }

    private void lock(Connection other, String user) throws SQLException {
        try (PreparedStatement lock = other.prepareStatement(
                """
                select 1 from app_user where login_id = ? and tenant_id = (select id from tenant where name = ?) for update""")) {
            lock.setString(1, user);
            lock.setString(2, tenant.name());
            lock.execute();
        }
    }

    /** By how many of one tenant run at once, its method, path and body. Of a bulk, only the operation that has begun is made. */
    private enum Change {

        OF_USER(CONNECTIONS / 2, "PUT /configapi/v2/user/%s", "{'firstName':'Gone'}"),
        OF_GROUP(CONNECTIONS, "PATCH /scim/v2/Groups/%s", "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],"
                + "'Operations':[{'op':'add','path':'members','value':[{'value':'%s'}]}]}"),
        BY_BULK(CONNECTIONS, "POST /scim/v2/Bulk",
                "{'schemas':['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],'Operations':["
                        + "{'method':'PATCH','path':'/Users/%s','data':{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],"
                        + "'Operations':[{'op':'replace','path':'title','value':'Gone'}]}},"
                        + "{'method':'POST','path':'/Users','bulkId':'b','data':{'schemas':['x'],'userName':'second'}}]}");

        private final int atOnce;
        private final String target;
        private final String body;

        Change(int atOnce, String target, String body) {
            this.atOnce = atOnce;
            this.target = target;
            this.body = body.replace('\'', '"');
        }
    }

    private Socket sent(Change change, String target, String user) throws IOException {
        String body = change.body.formatted(user);
        Socket client = new Socket("localhost", RestAssured.port);
        client.getOutputStream().write((target + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer " + Api.token(tenant.name(), "admin") + "\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
        return client;
    }
}
