package org.callroster.fleet;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class UserFilterTest {

    @Test
    void aFilterOfAQueryHasAllItsValues() {
        Map<String, List<String>> query = Map.ofEntries(Map.entry("q", List.of("a")), Map.entry("team", List.of("b", "c")),
                Map.entry("role", List.of("d")), Map.entry("skill", List.of("e:1")), Map.entry("notTeam", List.of("f")),
                Map.entry("notRole", List.of("g")), Map.entry("notSkill", List.of("h")), Map.entry("disabled", List.of("i")),
                Map.entry("lockedOut", List.of("j")), Map.entry("hasPassword", List.of("k")),
                Map.entry("access", List.of("l", "m")), Map.entry("lastLoginBefore", List.of("n")),
                Map.entry("changedSince", List.of("o")), Map.entry("createdSince", List.of("p")),
                Map.entry("uid", List.of("q")));
        assertEquals(query.keySet(), Set.of(UserFilter.parameters()));
        assertEquals(new UserFilter("a", List.of("b", "c"), List.of("d"), List.of("e:1"), List.of("f"), List.of("g"),
                List.of("h"), "i", "j", "k", List.of("l", "m"), "n", "o", "p", "q"), UserFilter.of(query));
    }

    @Test
    void whatIsEmptyOrOfAnotherCallIsLeftOut() {
        assertEquals(UserFilter.ALL, UserFilter.of(Map.of()));
        assertEquals(UserFilter.ALL, UserFilter.of(Map.of("q", List.of(""), "team", List.of("", ""), "limit", List.of("1"))));
    }
}
