package org.callroster.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.callroster.Api;
import org.callroster.TestDatabase;
import org.callroster.Traces;
import org.callroster.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

import static org.callroster.secret.SecretCalls.end;
import static org.callroster.secret.SecretCalls.ids;
import static org.callroster.secret.SecretCalls.made;
import static org.callroster.secret.SecretCalls.make;
import static org.callroster.secret.SecretCalls.requestToken;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** A change of secrets leaves an audit row, and a secret leaves nothing but its SHA-256. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SecretTracesTest {

    private String login;

    @BeforeEach
    void aUser() {
        login = Users.created();
    }

    @Test
    void eachChangeLeavesOneRow() {
        make(login, Map.of());
        end(login, ids(login).get(0));
        assertThat(recorded(), is(List.of("admin: user created", "admin: secret made", "admin: secret removed")));
    }

    @Test
    void whatFailsOrChangesNothingLeavesNone() {
        made(login);
        made(login);
        List<String> before = recorded();
        make(login, Map.of()).then().statusCode(409);
        make(login, Map.of("expires_at", "tomorrow")).then().statusCode(400);
        end(login, UUID.randomUUID().toString()).then().statusCode(404);
        Api.sends(Api.EXAMPLE, Users.createdSupervisorOf(), Map.of()).post(SecretCalls.path(login)).then().statusCode(403);
        assertThat(recorded(), is(before));
    }

    private List<String> recorded() {
        return TestDatabase.column("select actor || ': ' || action from audit where subject = ? order by at, id", login);
    }

    @Test
    void nothingOfItIsKeptButItsHash() throws Exception {
        String secret = made(login);
        requestToken(login, secret).then().statusCode(200);
        requestToken(login, secret + "x").then().statusCode(401);
        String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(secret)));
        assertEquals("1", TestDatabase.value("select count(*) from api_secret where hash = cast(? as bytea)", "\\x" + hash));
        Traces.assertStoredNowhere(secret);
        Traces.assertStoredNowhere(hash, "api_secret");
    }

    @Test
    void nothingOfItIsLogged() {
        String secret = made(login);
        Traces.assertNotLogged(() -> {
            requestToken(login, secret).then().statusCode(200);
            Api.adminSends("{\"client_secret\":\"" + secret + "\"}").post(SecretCalls.path(login)).then().statusCode(400);
            Api.adminSends("{\"" + secret).post(SecretCalls.path(login)).then().statusCode(400);
            Api.anonymous().post("/oauth/token?client_secret=" + secret).then().statusCode(400);
        }, secret);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
