package org.callroster.client;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

import org.callroster.client.ClientCredentials.Reading;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.token.ClientCredentialsGrant;
import org.callroster.token.TokenCall;
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
        assertEquals(List.of(new Reading("a", "b")), read.client().readings());
        assertFalse(read.client().byBasic());
        assertNull(read.scope());
    }

    @Test
    void credentialsComeFromTheHeader() {
        ClientCredentialsGrant read = read(TokenCall.basic("a%3Abc", "d:e%25"), TokenCall.GRANT, "host");
        assertEquals(List.of(new Reading("a:bc", "d:e%")), read.client().readings());
        assertTrue(read.client().byBasic());
    }

    @Test
    void headerWithAPlusMayMeanTwoThings() {
        assertEquals(List.of(new Reading("a b", "c%"), new Reading("a+b", "c%25")), basic("a+b", "c%25"));
        assertEquals(List.of(new Reading("a", "b c"), new Reading("a", "b+c")), basic("a", "b+c"));
    }

    @Test
    void headerThatCannotBeDecodedIsMeantAsItStands() {
        assertEquals(List.of(new Reading("100%", "b")), basic("100%", "b"));
        assertEquals(List.of(new Reading("a%41", "b%zz")), basic("a%41", "b%zz"));
        assertEquals(List.of(new Reading("a%00", "x")), basic("a%00", "x"));
        assertEquals(List.of(new Reading("100%ab", "x")), basic("100%ab", "x"));
    }

    @Test
    void onlySoManyWordsOfAScopeAreLookedAt() {
        ClientCredentialsGrant read = read(null, FORM + "&scope=" + "x+".repeat(500), "host");
        assertEquals(ClientCredentials.MAX_WORDS + 1, read.client().tenants().size());
    }

    @Test
    void tenantOfATokenStandsBetweenTheScopeAndTheHost() {
        ClientCredentials read = ClientCredentials.read(call(null, FORM + "&scope=a+b", "host"), Optional.of("token"));
        assertEquals(List.of("a", "b", "token", "host"), read.tenants());
    }

    private static List<Reading> basic(String id, String secret) {
        return read(TokenCall.basic(id, secret), TokenCall.GRANT, "host").client().readings();
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
        for (String header : new String[] { "Basic ?", "basic  ", "Basic YQ==",
                TokenCall.basic("a\0", "x"), TokenCall.basic("a", "\0") }) {
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
        return ClientCredentialsGrant.read(call(authorization, form, host));
    }

    private static OAuthCall call(String authorization, String form, String host) {
        return new OAuthCall(authorization, new Form(form), host, InetAddress.getLoopbackAddress());
    }
}
