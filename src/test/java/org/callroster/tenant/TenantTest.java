package org.callroster.tenant;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

class TenantTest {

    @ParameterizedTest
    @CsvSource({ "example.com, example.com", "EXAMPLE.com, example.com", "example.com., example.com",
            "example.com:8080, example.com", "https://example.com, example.com", "HTTP://Example.COM:443/a/b?c=d, example.com",
            "example.com?x, example.com", "example.com.:80, example.com", "example.com/a:1, example.com",
            "https://example.com./, example.com", "ÄRZTE.example, ärzte.example" })
    void nameIsWhatIsLeftOfTheAddress(String url, String name) {
        assertEquals(name, Tenant.canonical(url));
    }

    @Test
    void spacesAroundItAndNothingAtAllAreHarmless() {
        assertEquals("example.com", Tenant.canonical("  example.com\n"));
        assertEquals("", Tenant.canonical(""));
        assertEquals("", Tenant.canonical("https://"));
    }

    @Test
    void aPathMayHoldAnything() {
        assertEquals("example.com", Tenant.canonical("https://example.com/\n//x"));
        assertEquals("example.com", Tenant.canonical("example.com//?a\nb#"));
    }

    @Test
    void whatIsTooLongNamesNoTenant() {
        assertEquals("x".repeat(255), Tenant.canonical("x".repeat(255)));
        for (String unit : new String[] { "x", "/", ":", "\u03a3", "a.", " " }) {
            assertEquals("", assertTimeout(Duration.ofSeconds(1), () -> Tenant.canonical(unit.repeat(40_000) + "\nx")));
        }
    }
}
