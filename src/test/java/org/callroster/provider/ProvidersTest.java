package org.callroster.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.callroster.provider.ProviderConfig.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ProvidersTest {

    private static final String OWN = "https://roster.example";
    private static final String LOGIN = "https://login.example/realms/staff";

    private record Written(Optional<String> tenant, Optional<String> issuer, Optional<String> audience,
            Optional<String> loginClaim) implements Entry {
    }

    @Test
    void nothingConfiguredIsFine() {
        assertEquals(List.of(), Providers.read(Map.of(), OWN));
    }

    @Test
    void tenantIsReadAsEverywhereAndTheClaimIsSubIfNotSet() {
        assertEquals(List.of(new Provider("example.com", LOGIN, "roster", "sub")),
                Providers.read(Map.of("a", entry("https://Example.com/", LOGIN, "roster")), OWN));
        Entry byEmail = new Written(Optional.of("a"), Optional.of(LOGIN), Optional.of("b"), Optional.of("email"));
        assertEquals("email", Providers.read(Map.of("a", byEmail), OWN).get(0).loginClaim());
    }

    @Test
    void whatIsMissingOrBlankIsNamed() {
        assertRefused("CALLROSTER_PROVIDER_KEY_CLOAK_TENANT is missing", Map.of("key-cloak", entry(null, LOGIN, "b")));
        assertRefused("CALLROSTER_PROVIDER_A_ISSUER is missing", Map.of("a", entry("x", " ", "b")));
        assertRefused("CALLROSTER_PROVIDER_A_AUDIENCE is missing", Map.of("a", entry("x", LOGIN, "")));
    }

    @Test
    void issuerAndAudienceBelongToOneTenant() {
        String refusal = "CALLROSTER_PROVIDER_A and CALLROSTER_PROVIDER_B name the same issuer and audience; these belong to"
                + " one tenant";
        assertRefused(refusal, Map.of("a", entry("x", LOGIN, "r"), "b", entry("y", LOGIN, "r")));
        assertRefused(refusal, Map.of("b", entry("x", LOGIN, "r"), "a", entry("x", LOGIN, "r")));
        assertEquals(2, Providers.read(Map.of("a", entry("x", LOGIN, "r"), "b", entry("y", LOGIN, "s")), OWN).size());
        assertEquals(2, Providers.read(Map.of("a", entry("x", LOGIN, "r"), "b", entry("y", LOGIN + "2", "r")), OWN).size());
    }

    @ParameterizedTest
    @ValueSource(strings = { "login.example", "ftp://login.example", "https://", "https:///x", "https://login.example?a=b",
            "https://login.example#a", "https://login example", "file:///etc/passwd", "any" })
    void issuerIsAnHttpAddress(String issuer) {
        assertRefused("CALLROSTER_PROVIDER_A_ISSUER must be an http or https address without query and fragment, like"
                + " https://login.example.com/realms/staff", Map.of("a", entry("x", issuer, "r")));
    }

    @ParameterizedTest
    @ValueSource(strings = { OWN, OWN + "/" })
    void nobodyElseIssuesInOurName(String issuer) {
        assertRefused("CALLROSTER_PROVIDER_A_ISSUER is the issuer of this service itself",
                Map.of("a", entry("x", issuer, "r")));
    }

    @Test
    void variableThatWouldBeOverlookedIsNamed() {
        Providers.checkNames(Set.of("CALLROSTER_PROVIDER_ENTRA2_LOGIN_CLAIM", "CALLROSTER_PROVIDER_A_TENANT", "PATH",
                "CALLROSTER_ISSUER"));
        for (String name : List.of("CALLROSTER_PROVIDER_MY_IDP_ISSUER", "CALLROSTER_PROVIDER_A_ISSUR",
                "CALLROSTER_PROVIDER_ISSUER", "CALLROSTER_PROVIDER_A_LOGINCLAIM", "CALLROSTER_PROVIDER__TENANT")) {
            assertEquals(name + " is no setting; those of a provider are CALLROSTER_PROVIDER_<NAME>_TENANT, _ISSUER, _AUDIENCE"
                    + " and _LOGIN_CLAIM, with letters and digits as the name",
                    assertThrows(IllegalArgumentException.class, () -> Providers.checkNames(Set.of(name))).getMessage());
        }
    }

    private static void assertRefused(String words, Map<String, Entry> entries) {
        assertEquals(words,
                assertThrows(IllegalArgumentException.class, () -> Providers.read(entries, OWN)).getMessage());
    }

    private static Entry entry(String tenant, String issuer, String audience) {
        return new Written(Optional.ofNullable(tenant), Optional.ofNullable(issuer), Optional.ofNullable(audience),
                Optional.empty());
    }
}
