package org.callroster.secret;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.callroster.Api;
import org.callroster.Background;
import org.callroster.TestDatabase;
import org.callroster.Users;
import org.callroster.tenant.Tenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.Response;

import static org.callroster.secret.SecretCalls.end;
import static org.callroster.secret.SecretCalls.ids;
import static org.callroster.secret.SecretCalls.made;
import static org.callroster.secret.SecretCalls.make;
import static org.callroster.secret.SecretCalls.requestToken;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Calls that meet on one user's secrets. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SecretRacesTest {

    private static final long WHILE_MORE_COME_MILLIS = 300;
    private static final long PATIENCE_SECONDS = 30;

    @Inject
    SecretService service;

    private String login;

    @BeforeEach
    void aUser() {
        login = Users.created();
        Api.admin();
    }

    @Test
    void manyAtOnceLeaveTwo() throws Exception {
        CompletableFuture<List<Integer>> calls;
        try (Connection other = holdingTheAudit()) {
            calls = Background.supply(() -> Api.atOnce(6, i -> make(login, Map.of())));
            TestDatabase.awaitWaiter(calls);
            Thread.sleep(WHILE_MORE_COME_MILLIS);
            other.commit();
        }
        List<Integer> statuses = calls.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertEquals(2, Collections.frequency(statuses, 200));
        assertEquals(4, Collections.frequency(statuses, 409));
        assertThat(ids(login), hasSize(2));
    }

    @Test
    void manyAtOnceEndOneOnce() {
        made(login);
        String id = ids(login).get(0);
        List<Integer> statuses = Api.atOnce(4, i -> end(login, id));
        assertEquals(1, Collections.frequency(statuses, 200));
        assertEquals(3, Collections.frequency(statuses, 404));
    }

    @Test
    void theConsoleAndACallLeaveTwo() throws Exception {
        made(login);
        CompletableFuture<Response> call;
        CompletableFuture<String> console;
        try (Connection other = holdingTheAudit()) {
            call = Background.supply(() -> make(login, Map.of()));
            TestDatabase.awaitWaiter(call);
            console = Background.supply(this::madeByTheConsole);
            Thread.sleep(WHILE_MORE_COME_MILLIS);
            other.commit();
        }
        call.get(PATIENCE_SECONDS, TimeUnit.SECONDS).then().statusCode(200);
        requestToken(login, console.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).then().statusCode(200);
        assertThat(ids(login), hasSize(2));
    }

    @Test
    void theConsoleKeepsOneThatLives() throws InterruptedException {
        String living = made(login);
        made(login);
        TestDatabase.execute("update api_secret set expires_at = now() where id = cast(? as uuid)", ids(login).get(1));
        Thread.sleep(1);
        madeByTheConsole();
        requestToken(login, living).then().statusCode(200);
        assertThat(ids(login), hasSize(2));
    }

    @Test
    void aUserWhoIsDeletedMeanwhileIsNotFound() throws Exception {
        CompletableFuture<Response> call;
        try (Connection other = TestDatabase.connection();
                PreparedStatement delete = other.prepareStatement("delete from app_user where login_id = ?")) {
            other.setAutoCommit(false);
            delete.setString(1, login);
            delete.execute();
            call = Background.supply(() -> make(login, Map.of()));
            TestDatabase.awaitWaiter(call);
            other.commit();
        }
        call.get(PATIENCE_SECONDS, TimeUnit.SECONDS).then().statusCode(404)
                .body(is("{\"error\":\"not_found\",\"error_description\":\"user not found\"}"));
    }

    /** An open transaction that all who have made a secret have to wait for before they are done. */
    private static Connection holdingTheAudit() throws SQLException {
        Connection other = TestDatabase.connection();
        other.setAutoCommit(false);
        other.createStatement().execute("lock table audit in share row exclusive mode");
        return other;
    }

    private String madeByTheConsole() {
        Tenant tenant = new Tenant(java.util.UUID.fromString(
                TestDatabase.value("select cast(id as text) from tenant where name = 'example.com'")), Api.EXAMPLE);
        try {
            return VertxContextSupport.subscribeAndAwait(() -> service.makeReplacingOldest(tenant, login, "console"));
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
