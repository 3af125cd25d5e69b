package org.callroster.token;

import java.net.InetAddress;
import java.util.List;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ClientCredentialsTest {

    private static final String FORM = "grant_type=client_credentials&client_id=a&client_secret=b";

    @Test
    void credentialsComeFromTheForm() {
        ClientCredentialsGrant read = read(null, FORM, "host");
        assertEquals(List.of("a", "b"), List.of(read.client().clientId(), read.client().clientSecret()));
        assertFalse(read.client().byBasic());
        assertNull(read.scope());
    }

    @Test
    void credentialsComeFromTheHeader() {
        ClientCredentialsGrant read = read(TokenCall.basic("a%3Ab+c", "d:e%25"), TokenCall.GRANT, "host");
        assertEquals(List.of("a:b c", "d:e%"), List.of(read.client().clientId(), read.client().clientSecret()));
        assertTrue(read.client().byBasic());
    }

    @Test
    void tenantThatWasSentIsTheOnlyCandidate() {
        ClientCredentialsGrant read = read(null, FORM + "&tenant=HTTPS://T.example/&scope=s.example", "h.example");
        assertEquals(List.of("t.example"), read.client().tenants());
        assertFalse(read.client().mayBeOnlyTenant());
    }

    @Test
    void elseScopeAndThenHost() {
        ClientCredentialsGrant read = read(null, FORM + "&scope=S.example:1", "H.example.");
        assertEquals(List.of("s.example", "h.example"), read.client().tenants());
        assertTrue(read.client().mayBeOnlyTenant());
        assertEquals("S.example:1", read.scope());
    }

    @Test
    void bothKindsOfCredentialsAreTooMany() {
        Failure failure = assertThrows(Failure.class, () -> read(TokenCall.basic("a", "b"), FORM, "host"));
        assertEquals(ErrorCode.INVALID_REQUEST, failure.code());
    }

    @Test
    void unreadableHeaderIsAnInvalidClientWithAChallenge() {
        for (String header : new String[] { "Basic ?", "basic  ", "Basic YQ==", TokenCall.basic("%", "x"),
                TokenCall.basic("a%00", "x") }) {
            Failure failure =
                    assertThrows(Failure.class, () -> read(header, TokenCall.GRANT, "host"), header);
            assertEquals(ErrorCode.INVALID_CLIENT, failure.code(), header);
            assertEquals("Basic realm=\"callroster\"", failure.challenge(), header);
        }
    }

    @Test
    void grantIsLookedAtFirst() {
        Failure failure = assertThrows(Failure.class, () -> read(null, "grant_type=password", "host"));
        assertEquals(ErrorCode.UNSUPPORTED_GRANT_TYPE, failure.code());
    }

    private static ClientCredentialsGrant read(String authorization, String form, String host) {
        return ClientCredentialsGrant
                .read(new OAuthCall(authorization, new Form(form), host, InetAddress.getLoopbackAddress()));
    }
}
