package org.callroster.console.names;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.callroster.audit.AuditList;
import org.callroster.caller.Privilege;
import org.callroster.role.RoleView;

/**
 * In what a role that a form wanted to write differs from the one that somebody else wrote meanwhile.
 *
 * @param by who wrote that; null if the caller may not know
 * @param at when
 */
public record RoleConflict(List<Difference> differences, String by, String at) {

    public record Difference(String field, String mine, String theirs) {
    }

    static RoleConflict of(String name, Set<Privilege> privileges, boolean isForNewUsers, RoleView now,
            Optional<AuditList.Event> last) {
        List<Difference> differences = Stream.of(Stream.of(new Difference("Name", name, now.name())),
                Arrays.stream(Privilege.values())
                        .map(p -> difference(p.label(), privileges.contains(p), now.privileges().contains(p))),
                Stream.of(difference("Given to new users", isForNewUsers, now.assignToNewUsers()))).flatMap(each -> each)
                .filter(each -> !each.mine.equals(each.theirs)).toList();
        return new RoleConflict(differences, last.map(AuditList.Event::actor).orElse(null),
                last.map(AuditList.Event::time).orElse(null));
    }

    private static Difference difference(String field, boolean mine, boolean theirs) {
        return new Difference(field, mine ? "yes" : "no", theirs ? "yes" : "no");
    }
}
