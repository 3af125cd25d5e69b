package org.callroster.scim.user;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.callroster.database.Conditions;
import org.callroster.error.ScimFailure;

import io.vertx.mutiny.sqlclient.Row;

/** The orders of a list of users. The id tells apart those with equal values, and is the order of creation. */
enum UserOrder {
    ID("id", "cast(null as text)", true),
    USER_NAME("userName", "u.login_key", true),
    DISPLAY_NAME("displayName", "nullif(split_part(u.compared, e'\\n', 4), '')", false),
    LAST_MODIFIED("meta.lastModified", "cast(extract(epoch from u.modified_at) * 1000 as bigint)", false);

    private static final String NOTHING = "";

    private final String wire;
    /** In SQL, of users {@code u}. */
    final String sql;
    /** Whether an index has the users in this order. */
    final boolean isIndexed;

    UserOrder(String wire, String sql, boolean isIndexed) {
        this.wire = wire;
        this.sql = sql;
        this.isIndexed = isIndexed;
    }

    /** By id if null. Throws 400. */
    static UserOrder named(String sortBy) {
        return sortBy == null || sortBy.isBlank() ? ID
                : Arrays.stream(values()).filter(order -> order.wire.equalsIgnoreCase(sortBy.strip())).findFirst()
                        .orElseThrow(() -> ScimFailure.invalidValue(
                                "users can be sorted by id, userName, displayName and meta.lastModified, not by " + sortBy));
    }

    /**
     * In SQL, of rows with {@code sort} and {@code id}: what has no value comes last, first if descending.
     *
     * @param table before each column: empty, or a name and a point
     */
    String order(String table, boolean isDescending) {
        String direction = isDescending ? " desc" : "";
        return (this == ID ? "" : table + "sort" + direction + ", ") + table + "id" + direction;
    }

    /** The key of a row, for a cursor. */
    static List<String> key(Row row) {
        Object sort = row.getValue("sort");
        return List.of(sort == null ? NOTHING : sort.toString(), row.getUUID("id").toString());
    }

    /** In SQL: what comes after a key. */
    String after(Conditions parameters, List<String> key, boolean isDescending) {
        String beyond = isDescending ? "<" : ">";
        UUID id = UUID.fromString(key.get(1));
        if (this == ID) {
            return parameters.numbered("id " + beyond + " ?", id);
        }
        Optional<Object> sort = Optional.of(key.get(0)).filter(text -> !text.isEmpty())
                .map(text -> this == LAST_MODIFIED ? Long.valueOf(text) : text);
        if (sort.isEmpty()) {
            String others = isDescending ? " or sort is not null" : "";
            return parameters.numbered("(sort is null and id " + beyond + " ?" + others + ")", id);
        }
        String nothing = isDescending ? "" : " or sort is null";
        return parameters.numbered("((sort, id) " + beyond + " (?, ?)" + nothing + ")", sort.get(), id);
    }
}
