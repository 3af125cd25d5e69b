package org.callroster.fleet;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.callroster.error.Failure;

import io.vertx.mutiny.sqlclient.Row;

/** The ids behind the names of a filter, all of them found. */
record FoundNames(Map<String, UUID> teams, Map<String, UUID> roles, Map<String, UUID> skills) {

    static final FoundNames NONE = new FoundNames(Map.of(), Map.of(), Map.of());

    /** Fails with 404 if one was not found. */
    static FoundNames of(List<Row> rows, UserFilter filter) {
        return new FoundNames(ofKind(rows, "team", filter.teams(), "user team not found"),
                ofKind(rows, "role", filter.roles(), "Role not found"),
                ofKind(rows, "skill", filter.skillNames(), "Skill not found"));
    }

    private static Map<String, UUID> ofKind(List<Row> rows, String kind, List<String> wanted, String notFound) {
        Map<String, UUID> found = rows.stream().filter(row -> row.getString("kind").equals(kind))
                .collect(Collectors.toMap(row -> row.getString("name"), row -> row.getUUID("id")));
        if (!found.keySet().containsAll(wanted)) {
            throw Failure.notFound(notFound);
        }
        return found;
    }

    static UUID[] ids(Map<String, UUID> found, Collection<String> names) {
        return names.stream().map(found::get).toArray(UUID[]::new);
    }
}
