package org.callroster.session;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.callroster.Background;
import org.callroster.SmallTenant;
import org.callroster.TestDatabase;
import org.callroster.caller.Caller;
import org.callroster.caller.Privilege;
import org.callroster.error.Failure;
import org.callroster.tenant.Tenant;
import org.callroster.user.UserChangeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;

import static org.callroster.session.SessionCalls.PASSWORD;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Passwords that the operator has made for somebody. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class GeneratedPasswordTest {

    @Inject
    UserChangeService users;

    private final SmallTenant tenant = SmallTenant.create();
    private final SessionCalls calls = new SessionCalls(tenant);
    private String loginId;

    @BeforeEach
    void aUser() {
        loginId = calls.user("Everything");
    }

    @Test
    void itReplacesTheOldOneEndsSessionsAndHasToBeChanged() throws Throwable {
        String session = calls.session(loginId);
        String generated = generate(tenant, loginId);
        calls.login(loginId).then().statusCode(401);
        SessionCalls.check(session).then().statusCode(401);
        calls.login(loginId, generated).then().statusCode(403).body("error", is("password_change_required"));
        calls.changePassword(loginId, generated, "Another rope, 17 m").then().statusCode(200);
        calls.login(loginId, "Another rope, 17 m").then().statusCode(200);
    }

    @Test
    void itEndsALock() throws Throwable {
        for (int i = 0; i < 6; i++) {
            calls.login(loginId, "wrong").then().statusCode(401);
        }
        calls.login(loginId).then().statusCode(403).body("error", is("account_locked"));
        String generated = generate(tenant, loginId);
        calls.login(loginId, generated).then().statusCode(403).body("error", is("password_change_required"));
    }

    @Test
    void itFitsThePolicyAndCountsForTheHistory() throws Throwable {
        calls.policy(Map.of("minPasswordLength", 40, "passwordHistory", 2));
        String generated = generate(tenant, loginId);
        assertThat(generated.length(), is(40));
        tenant.adminSends(Map.of("password", generated)).put("/user/" + loginId).then().statusCode(400)
                .body("violations[0].message", is("was used before"));
        assertThat(TestDatabase.value("select count(*) from password_history h join app_user u on u.tenant_id = h.tenant_id"
                + " and u.id = h.user_id where u.login_id = ?", loginId), is("1"));
    }

    @Test
    void theAuditSaysThatOneWasSetAndNotWhich() throws Throwable {
        String generated = generate(tenant, loginId);
        tenant.admin().get("/audit?user=" + loginId).then()
                .body("events.find { it.actor == 'console' }.kind", is("user updated, password set"))
                .body("events.find { it.actor == 'console' }.after.changePassword", is(true));
        assertThat(TestDatabase.value("select count(*) from audit where position(? in audit::text) > 0", generated), is("0"));
    }

    /** Without a history the last one counts, as for any caller who sets a password. */
    @Test
    void ofEightAtOnceOneIsInForce() {
        List<CompletableFuture<String>> made = IntStream.range(0, 8)
                .mapToObj(i -> Background.supply(() -> generateQuietly(loginId))).toList();
        List<String> passwords = made.stream().map(CompletableFuture::join).distinct().toList();
        assertThat(passwords, hasSize(8));
        calls.policy(Map.of("lockoutEnabled", false));
        List<Integer> statuses = passwords.stream().map(each -> calls.login(loginId, each).statusCode()).sorted().toList();
        assertThat(statuses, is(List.of(401, 401, 401, 401, 401, 401, 401, 403)));
        tenant.admin().get("/audit?user=" + loginId).then()
                .body("events.findAll { it.actor == 'console' }.size()", is(8));
    }

    @Test
    void aLoginOfAnotherTenantOrOfNobodyIsUnknown() {
        SmallTenant rival = SmallTenant.create();
        for (String unknown : List.of(loginId, "nobody", "x".repeat(200_000))) {
            assertEquals("user not found", assertThrows(Failure.class, () -> generate(rival, unknown)).getMessage());
        }
        calls.login(loginId, PASSWORD).then().statusCode(200);
    }

    private String generateQuietly(String login) {
        try {
            return generate(tenant, login);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private String generate(SmallTenant in, String login) throws Throwable {
        UUID id = UUID.fromString(TestDatabase.value("select id from tenant where name = ?", in.name()));
        Caller operator = new Caller(new Tenant(id, in.name()), null, "console", EnumSet.allOf(Privilege.class), Set.of());
        return VertxContextSupport.subscribeAndAwait(() -> users.generatePassword(operator, login));
    }
}
