package org.callroster.http;

import org.callroster.RawHttp;
import org.callroster.error.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

class RequestTargetTest {

    @ParameterizedTest
    @ValueSource(strings = { "/configapi/v2/user/frank.zappa", "/", "//", "/user/a%2Fb%20c%C3%BC", "/user/sam+x@example.com",
            "/user/d'arcy!$&()*,=:~-_", "/a/../b" })
    void aTargetOfUriCharactersStaysAsItIs(String path) {
        assertSame(path, RequestTarget.readable(path, null));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '§', value = { "/CORP\\anna, /CORP%5Canna", "/a|b, /a%7Cb", "/a^b, /a%5Eb", "/{a}, /%7Ba%7D",
            "/a;b, /a%3Bb", "/a#b, /a%23b", "/[a], /%5Ba%5D", "/\"<>`, /%22%3C%3E%60", "/a%5c;%41, /a%5c%3B%41" })
    void otherCharactersOfAPathAreEscaped(String path, String readable) {
        assertEquals(readable, RequestTarget.readable(path, null));
    }

    @Test
    void thePartsOfAQueryStayParts() {
        assertEquals("/a?b%3Bc=%7C&d=+?", RequestTarget.readable("/a", "b;c=|&d=+?"));
        assertEquals("/a?", RequestTarget.readable("/a", ""));
    }

    @Test
    void bytesAreTakenForUtf8() {
        assertEquals("/M%C3%BCnchen?a=%C3%BC", RequestTarget.readable(RawHttp.utf8("/München"), RawHttp.utf8("a=ü")));
        assertEquals("/%F0%9F%98%80", RequestTarget.readable(RawHttp.utf8("/😀"), null));
    }

    @Test
    void charactersThatAreNoBytesAreTakenAsTheyAre() {
        assertEquals("/%E6%97%A5%F0%9F%98%80", RequestTarget.readable("/日😀", null));
    }

    @Test
    void whatIsReadableStaysSo() {
        String once = RequestTarget.readable("/a;\\{ü".replace("ü", RawHttp.utf8("ü")), "x=[]#?");
        int query = once.indexOf('?');
        assertEquals(once, RequestTarget.readable(once.substring(0, query), once.substring(query + 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/100%", "/%", "/%4", "/%zz", "/%+1", "/%-1", "/% 1", "/a%2/b", "/%%41" })
    void aBrokenEscapeIsRefused(String path) {
        assertThat(refusal(path, null), startsWith("the path contains a %"));
        assertThat(refusal("/", path), startsWith("the query contains a %"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/\u00fc", "/%FC", "/%C0%80", "/%ED%A0%80", "/%C3", "/%F5%80%80%80", "/%C3\u00fc", "/%80" })
    void whatIsNotUtf8IsRefused(String path) {
        assertEquals("the path is not UTF-8", refusal(path, null));
        assertEquals("the query is not UTF-8", refusal("/", path));
    }

    private static String refusal(String path, String query) {
        return assertThrows(Failure.class, () -> RequestTarget.readable(path, query)).getMessage();
    }
}
