package org.callroster.console;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class WordsTest {

    private static final Instant NOW = Instant.parse("2027-01-31T12:00:00Z");

    @ParameterizedTest
    @CsvSource({ "PT0S,just now", "PT44S,just now", "PT45S,1 minute ago", "PT1M29S,1 minute ago", "PT1M30S,2 minutes ago",
            "PT59M29S,59 minutes ago", "PT59M30S,1 hour ago", "PT1H29M,1 hour ago", "PT1H30M,2 hours ago",
            "PT23H29M,23 hours ago", "PT23H40M,1 day ago", "PT24H,1 day ago", "PT35H59M,1 day ago", "PT36H,2 days ago",
            "P30D,30 days ago", "P31D,31 Dec 2026" })
    void pastTimesAreAgo(Duration age, String words) {
        assertEquals(words, Words.ago(NOW.minus(age), NOW));
    }

    @ParameterizedTest
    @CsvSource({ "PT44S,just now", "PT4M,in 4 minutes", "PT2H,in 2 hours", "P2D,in 2 days", "P40D,12 Mar 2027" })
    void futureTimesAreIn(Duration ahead, String words) {
        assertEquals(words, Words.ago(NOW.plus(ahead), NOW));
    }

    @ParameterizedTest
    @CsvSource({ "0,0 users", "1,1 user", "2,2 users", "1320,'1,320 users'", "1000000,'1,000,000 users'" })
    void countedNounsArePluralButForOne(long count, String words) {
        assertEquals(words, Words.counted(count, "user"));
    }

    @ParameterizedTest
    @CsvSource({ "the account is locked,The account is locked.", "it works.,It works.", "why?,Why?", "no!,No!",
            "wait…,Wait…", "élan,Élan.", "'loginId is missing','LoginId is missing.'", "1 is too few,1 is too few.",
            "😀 is no login,😀 is no login." })
    void messagesAreSentences(String message, String sentence) {
        assertEquals(sentence, Words.sentence(message));
    }

    @ParameterizedTest
    @CsvSource({ "a b,a%20b", "a+b,a%2Bb", "a/b?c#d,a%2Fb%3Fc%23d", "é,%C3%A9", "..,.." })
    void partsOfPathsAreEncoded(String text, String path) {
        assertEquals(path, Words.path(text));
    }

    @ParameterizedTest
    @CsvSource({ "2027-01-31T08:54:00.000Z,08:54 UTC", "2027-01-31T23:59:59.999Z,23:59 UTC" })
    void timesOfDayAreInUtc(String time, String clock) {
        assertEquals(clock, Words.clock(time));
    }

    @ParameterizedTest
    @CsvSource({ "2027-01-31T00:00:00.000Z,08:54 UTC", "2027-01-30T23:59:59.999Z,'31 Jan 2027, 08:54 UTC'" })
    void endsNameTheirDayIfItIsAnother(String from, String end) {
        assertEquals(end, Words.until(from, "2027-01-31T08:54:00.000Z"));
    }
}
