package org.callroster.token;

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
        ClientCredentials read = ClientCredentials.read(null, FORM, "host");
        assertEquals(List.of("a", "b"), List.of(read.clientId(), read.clientSecret()));
        assertFalse(read.byBasic());
        assertNull(read.scope());
    }

    @Test
    void credentialsComeFromTheHeader() {
        ClientCredentials read = ClientCredentials.read(TokenCall.basic("a%3Ab+c", "d:e%25"), TokenCall.GRANT, "host");
        assertEquals(List.of("a:b c", "d:e%"), List.of(read.clientId(), read.clientSecret()));
        assertTrue(read.byBasic());
    }

    @Test
    void tenantThatWasSentIsTheOnlyCandidate() {
        ClientCredentials read = ClientCredentials.read(null, FORM + "&tenant=HTTPS://T.example/&scope=s.example", "h.example");
        assertEquals(List.of("t.example"), read.tenants());
        assertFalse(read.mayBeOnlyTenant());
    }

    @Test
    void elseScopeAndThenHost() {
        ClientCredentials read = ClientCredentials.read(null, FORM + "&scope=S.example:1", "H.example.");
        assertEquals(List.of("s.example", "h.example"), read.tenants());
        assertTrue(read.mayBeOnlyTenant());
        assertEquals("S.example:1", read.scope());
    }

    @Test
    void bothKindsOfCredentialsAreTooMany() {
        Failure failure = assertThrows(Failure.class, () -> ClientCredentials.read(TokenCall.basic("a", "b"), FORM, "host"));
        assertEquals(ErrorCode.INVALID_REQUEST, failure.code());
    }

    @Test
    void unreadableHeaderIsAnInvalidClientWithAChallenge() {
        for (String header : new String[] { "Basic ?", "basic  ", "Basic YQ==", TokenCall.basic("%", "x"),
                TokenCall.basic("a%00", "x") }) {
            Failure failure =
                    assertThrows(Failure.class, () -> ClientCredentials.read(header, TokenCall.GRANT, "host"), header);
            assertEquals(ErrorCode.INVALID_CLIENT, failure.code(), header);
            assertEquals("Basic realm=\"callroster\"", failure.challenge(), header);
        }
    }

    @Test
    void grantIsLookedAtFirst() {
        Failure failure = assertThrows(Failure.class, () -> ClientCredentials.read(null, "grant_type=password", "host"));
        assertEquals(ErrorCode.UNSUPPORTED_GRANT_TYPE, failure.code());
    }
}
