package org.callroster.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.callroster.audit.AuditList.Event;
import org.callroster.console.AuditLine.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AuditLineTest {

    private static final String ID = "019a0000-0000-7000-8000-000000000001";

    @Test
    void saysWhoWasChanged() {
        AuditLine line = AuditLine.of(event("user created", "admin", "sheila", null, null));
        assertEquals("created user", line.did());
        assertEquals("sheila", line.subject());
    }

    @ParameterizedTest
    @ValueSource(strings = { "logged in", "login failed", "account locked", "password changed" })
    void whatUsersDoToThemselvesNeedsNoName(String kind) {
        assertNull(AuditLine.of(event(kind, "sheila", "sheila", null, null)).subject());
    }

    @Test
    void unknownKindIsShownAsItIs() {
        AuditLine line = AuditLine.of(event("user praised", "admin", "sheila", null, null));
        assertEquals("user praised", line.did());
        assertEquals("sheila", line.subject());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", value = {
            "{\"team\":\"Sales\"} | {\"team\":\"Support\"} | team | Sales | Support",
            "null | {\"changePassword\":true} | change password | '' | yes",
            "{\"extension\":\"4711\"} | null | extension | 4711 | ''",
            "{\"loginId\":null} | {\"loginId\":\"a\"} | login id | '' | a",
            "{\"roles\":[\"A\",\"B\"]} | {\"roles\":[]} | roles | A, B | ''",
            "null | {\"skills\":{\"English\":5,\"Greek\":1}} | skills | '' | English 5, Greek 1",
            "{\"lockoutDurationMinutes\":0} | {\"lockoutDurationMinutes\":30} | lockout duration minutes | 0 | 30",
            "null | {\"filter\":{\"team\":[\"Sales\"]}} | filter | '' | team Sales" })
    void changesAreInWords(String before, String after, String field, String former, String latter) {
        assertEquals(List.of(new Change(field, former, latter)), changes(before, after));
    }

    @ParameterizedTest
    @ValueSource(strings = { "password", "newPassword", "secret", "apiSecret", "token", "TOKEN" })
    void nothingThatMightBeASecretIsShown(String field) {
        assertEquals("set", changes(null, "{\"" + field + "\":\"open sesame\"}").get(0).after());
    }

    @Test
    void idsAndNumbersOfSecretsAreShown() {
        assertEquals(ID, changes(null, "{\"secret\":\"" + ID + "\"}").get(0).after());
        assertEquals("12", changes(null, "{\"minPasswordLength\":12}").get(0).after());
    }

    @ParameterizedTest
    @ValueSource(ints = { 121, 200_000 })
    void longValuesAreCutBetweenCharacters(int length) {
        String cut = changes(null, "{\"firstName\":\"" + "😀".repeat(length) + "\"}").get(0).after();
        assertEquals("😀".repeat(120) + "…", cut);
    }

    @Test
    void longListsAreCut() {
        String roles = IntStream.range(0, 100_000).mapToObj(i -> "\"role " + i + "\"").collect(Collectors.joining(","));
        assertEquals(121, changes("{\"roles\":[" + roles + "]}", null).get(0).before().length());
    }

    @Test
    void manyChangesAreCounted() {
        String all = IntStream.range(0, 35).mapToObj(i -> "\"a" + i + "\":1").collect(Collectors.joining(","));
        AuditLine line = AuditLine.of(event("user updated", "admin", "sheila", null, "{" + all + "}"));
        assertEquals(30, line.changes().size());
        assertEquals(5, line.more());
    }

    @ParameterizedTest
    @CsvSource({ "login failed,1,''", "login failed,7,7 times", "users moved,3,3 users" })
    void whatStandsForManyIsCounted(String kind, int count, String counted) {
        assertEquals(counted, AuditLine.of(event(kind, count)).counted());
    }

    @Test
    void aBulkIsARun() {
        AuditLine line = AuditLine.of(run("user updated", "user created", 487, "user updated", 9));
        assertTrue(line.isRun());
        assertEquals("created 487 and changed 9 users", line.did());
        assertNull(line.subject());
        assertEquals("by import", line.run());
        assertEquals("by a bulk", AuditLine.of(run("lock cleared", "lock cleared", 2)).run());
        assertFalse(AuditLine.of(event("login failed", 7)).isRun());
    }

    @Test
    void aBulkOfOneEventIsThatEvent() {
        AuditLine line = AuditLine.of(run("user created", "user created", 1));
        assertFalse(line.isRun());
        assertEquals("created user", line.did());
        assertEquals("Sales", line.subject());
        assertEquals("", line.counted());
    }

    private static List<Change> changes(String before, String after) {
        return AuditLine.of(event("user updated", "admin", "sheila", before, after)).changes();
    }

    private static Event event(String kind, String actor, String subject, String before, String after) {
        return new Event("2027-01-31T09:13:00.000Z", kind, actor, null, subject, null, "api", "192.0.2.1", "r", "c", before,
                after, null, null, null, null, null);
    }

    private static Event event(String kind, Integer count) {
        return event(kind, count, null, null);
    }

    /** @param kinds with the number of each */
    private static Event run(String last, Object... kinds) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        IntStream.range(0, kinds.length / 2).forEach(i -> counts.put((String) kinds[2 * i], (Integer) kinds[2 * i + 1]));
        return event(last, counts.values().stream().mapToInt(n -> n).sum(), "2027-01-31T09:12:00.000Z", counts);
    }

    private static Event event(String kind, Integer count, String since, Map<String, Integer> kinds) {
        return new Event("2027-01-31T09:13:00.000Z", kind, "admin", null, "Sales", null, "bulk", null, null, null, null, null,
                null, count, null, since, kinds);
    }
}
