package org.callroster.limit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/** Proxies stand in 10.0.0.0/8, 2001:db8:1::/48 and at 192.0.2.1. */
class TrustedProxiesTest {

    private static final String PROXY = "10.0.0.1";

    private final TrustedProxies proxies = trusted("10.0.0.0/8", " 2001:db8:1::/48", "192.0.2.1");

    @Test
    void headersOfOthersAreIgnored() {
        for (String peer : new String[] { "11.0.0.1", "192.0.2.2", "2001:db8:2::1", "::1" }) {
            assertEquals(address(peer), client(peer, "for=198.51.100.1", null));
            assertEquals(address(peer), client(peer, null, "198.51.100.1"));
        }
        assertEquals(address(PROXY), trusted().client(address(PROXY), null, "198.51.100.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "10.255.255.255", "::ffff:10.1.2.3", "192.0.2.1", "2001:db8:1:ffff::1" })
    void proxiesOfTheListAreBelieved(String peer) {
        assertEquals(address("198.51.100.1"), client(peer, "for=198.51.100.1", null));
        assertEquals(address("198.51.100.1"), client(peer, null, "198.51.100.1"));
    }

    @Test
    void proxyThatSaysNothingIsTheClient() {
        assertEquals(address(PROXY), client(PROXY, null, null));
        assertEquals(address(PROXY), client(PROXY, "", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "203.0.113.9, 198.51.100.1 | 198.51.100.1",
            "10.0.0.9, 198.51.100.1 | 198.51.100.1",
            "203.0.113.9, 198.51.100.1, 10.0.0.2, 192.0.2.1 | 198.51.100.1",
            "10.0.0.9,10.0.0.8 | 10.0.0.9",
            "rubbish, 198.51.100.1 | 198.51.100.1",
            "203.0.113.9, rubbish, 10.0.0.2 | 10.0.0.2",
            "203.0.113.9, unknown | 10.0.0.1",
            "203.0.113.9, | 10.0.0.1",
            "203.0.113.9,,10.0.0.2 | 10.0.0.2" })
    void nearestHopThatIsNoProxyIsTheClient(String xForwardedFor, String client) {
        assertEquals(address(client), client(PROXY, null, xForwardedFor));
        String forwarded = "for=" + xForwardedFor.replaceAll(", *", ",for=");
        assertEquals(address(client), client(PROXY, forwarded, null), forwarded);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "198.51.100.1:4711 | 198.51.100.1",
            "2001:db8::1 | 2001:db8::1",
            "[2001:DB8::1] | 2001:db8::1",
            "[2001:db8::1]:4711 | 2001:db8::1",
            "[2001:db8::1]:_port | 2001:db8::1",
            "::ffff:198.51.100.1 | 198.51.100.1",
            "[::ffff:198.51.100.1]:80 | 198.51.100.1",
            "unknown | 10.0.0.1",
            "_hidden | 10.0.0.1",
            "localhost | 10.0.0.1",
            "198.51.100.256 | 10.0.0.1",
            "198.51.100 | 10.0.0.1",
            "3325256705 | 10.0.0.1",
            "fe80::1%eth0 | 10.0.0.1",
            "[2001:db8::1 | 10.0.0.1",
            "2001:db8::1::2 | 10.0.0.1" })
    void hopsAreReadInAllTheirForms(String hop, String client) {
        assertEquals(address(client), client(PROXY, null, hop));
        assertEquals(address(client), client(PROXY, "for=" + hop, null));
        assertEquals(address(client), client(PROXY, "proto=https;For=\"" + hop + "\" ; by=_x", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "for=\"203.0.113.9, for=198.51.100.1",
            "for=\"203.0.113.9, for=\"[2001:db8::1]\"",
            "for=203.0.113.9\", for=198.51.100.1",
            "for=\"203.0.113.9\\\", for=198.51.100.1",
            "for=203.0.113.9;for=198.51.100.1",
            "proto=https",
            "for",
            "for = 203.0.113.9",
            ", for=198.51.100.1",
            "198.51.100.1" })
    void forwardedThatCannotBeReadTellsNothing(String forwarded) {
        assertEquals(address(PROXY), client(PROXY, forwarded, null));
    }

    @Test
    void forwardedMayEndInASeparator() {
        assertEquals(address("198.51.100.1"), client(PROXY, "for=203.0.113.9, for=198.51.100.1;", null));
        assertEquals(address("198.51.100.1"), client(PROXY, "for=203.0.113.9, for=198.51.100.1; proto=https ,", null));
    }

    @Test
    void headersThatDisagreeAreNotBelieved() {
        assertEquals(address("198.51.100.1"), client(PROXY, "for=198.51.100.1", "203.0.113.9, 198.51.100.1"));
        assertEquals(address(PROXY), client(PROXY, "for=203.0.113.9", "198.51.100.1"));
        assertEquals(address(PROXY), client(PROXY, "for=unknown", "198.51.100.1"));
    }

    @Test
    void longHeadersAreReadToTheirEnd() {
        assertEquals(address("198.51.100.1"), client(PROXY, "for=198.51.100.1" + ",for=10.0.0.2".repeat(1000), null));
        assertEquals(address(PROXY), client(PROXY, "for=\"" + "a".repeat(10_000), null));
        assertEquals(address("198.51.100.1"), client(PROXY, null, "198.51.100.1" + ",10.0.0.2".repeat(1000)));
    }

    /** The end is what the nearest proxy wrote. What can't be read from there, and is too long, is not read at all. */
    @Test
    void whatIsTooLongIsReadFromItsEndOrNotAtAll() {
        for (String unit : new String[] { "9", ":", "[", ",", "10.0.0.2,", "a=b;", "\"" }) {
            String rest = unit.repeat(500_000);
            assertEquals(address("198.51.100.1"),
                    assertTimeout(Duration.ofSeconds(1), () -> client(PROXY, null, rest + ",198.51.100.1, 10.0.0.2")));
            assertEquals(address(PROXY), assertTimeout(Duration.ofSeconds(1),
                    () -> client(PROXY, "for=\"" + rest + "\",for=198.51.100.1", null)));
        }
        assertEquals(address(PROXY), client(PROXY, null, "[" + "0".repeat(5000) + "]:1"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "proxy.example", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8/8", "2001:db8::/129",
            "::ffff:10.0.0.0/104", "10.0.0", "10.0.0.1:80", "_x", " " })
    void entryThatIsNoNetworkIsNamed(String entry) {
        String message = assertThrows(IllegalArgumentException.class, () -> trusted(PROXY, entry)).getMessage();
        assertThat(message, startsWith("CALLROSTER_TRUSTED_PROXIES must be addresses or networks"));
        assertThat(message, containsString("neither: " + entry.strip()));
    }

    private InetAddress client(String peer, String forwarded, String xForwardedFor) {
        return proxies.client(address(peer), forwarded, xForwardedFor);
    }

    private static TrustedProxies trusted(String... entries) {
        return new TrustedProxies(Limits.trusting(entries));
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
