package org.callroster.scim.filter;

import java.time.Duration;
import java.util.Collections;

import org.callroster.error.ScimFailure;
import org.callroster.scim.schema.ResourceKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/** The grammar of RFC 7644 §3.4.2.2, and what clients write instead. */
class FilterParserTest {

    private static Filter parsed(String filter) {
        return FilterParser.filter(ResourceKind.USER, filter);
    }

    private static void assertSame(String one, String other) {
        assertEquals(parsed(one), parsed(other), one);
    }

    private static ScimFailure refusal(String filter) {
        return assertThrows(ScimFailure.class, () -> parsed(filter), filter);
    }

    @Test
    void andBindsTighterThanOr() {
        assertSame("title eq \"a\" or title eq \"b\" and active eq true",
                "title eq \"a\" or (title eq \"b\" and active eq true)");
        assertInstanceOf(Filter.Or.class, parsed("title eq \"a\" or title eq \"b\" and active eq true"));
        assertInstanceOf(Filter.And.class, parsed("(title eq \"a\" or title eq \"b\") and active eq true"));
        assertInstanceOf(Filter.Not.class, parsed("not (title pr)"));
    }

    @Test
    void caseDoesNotCountInNamesAndWords() {
        assertSame("USERNAME EQ \"a\" AND Not (Title PR)", "userName eq \"a\" and not (title pr)");
        assertSame("urn:IETF:params:scim:schemas:core:2.0:user:username eq \"a\"", "userName eq \"a\"");
        assertSame("active eq True", "active eq true");
        assertSame("active eq \"FALSE\"", "active eq false");
    }

    @Test
    void theDialectsOfClientsAreRead() {
        assertSame("emails[type eq \"work\"].value eq \"x\"", "emails[type eq \"work\" and value eq \"x\"]");
        assertSame("emails eq \"x\"", "emails.value eq \"x\"");
        assertSame("externalId eq jyoung", "externalId eq \"jyoung\"");
        assertSame("manager eq \"m\"", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq \"m\"");
        assertSame("title eq null", "not (title pr)");
        assertSame("title ne null", "title pr");
    }

    @Test
    void textsMayHoldAnything() {
        Filter.Comparison comparison = (Filter.Comparison) parsed("title eq \"a \\\"b\\\" ) and \\u00e9 ]\"");
        assertEquals("a \"b\" ) and é ]", comparison.value().textValue());
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "title", "title eq", "title eq \"a", "title eq \"a\\", "title is \"a\"", "nope eq 1",
            "(title pr",
            "title pr)", "title pr and", "and title pr", "not title pr", "emails[type eq \"work\"", "emails[nope eq 1]",
            "title[value eq \"x\"]", "emails[type eq \"work\"].nope eq \"x\"", "active gt true", "active co \"t\"",
            "meta.lastModified gt \"yesterday\"", "skills.level eq \"high\"", "name eq \"x\"", "title gt null",
            "title eq \"a\" title pr",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User eq \"x\"", "\"title\" eq \"a\"", "emails[[", "]",
            "active eq 5" })
    void otherTextsAreRefused(String filter) {
        assertEquals(ScimFailure.Type.INVALID_FILTER, refusal(filter).type());
    }

    @Test
    void lengthComparisonsAndDepthAreBounded() {
        parsed(String.join(" or ", Collections.nCopies(30, "title pr")));
        refusal(String.join(" or ", Collections.nCopies(31, "title pr")));
        parsed("(".repeat(10) + "title pr" + ")".repeat(10));
        refusal("(".repeat(11) + "title pr" + ")".repeat(11));
        refusal("title eq \"" + "x".repeat(4096) + "\"");
        for (String unit : new String[] { "(", "not (", "emails[", "\"", "\\", "title pr and ", "[", " ", "urn:" }) {
            assertTimeout(Duration.ofMillis(200), () -> refusal(unit.repeat(1_000_000)));
            assertTimeout(Duration.ofMillis(200), () -> refusal(unit.repeat(4000 / unit.length())));
        }
    }
}
