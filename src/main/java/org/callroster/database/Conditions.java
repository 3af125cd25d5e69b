package org.callroster.database;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** Conditions of a SQL query on the rows of one tenant, and their parameters. */
public final class Conditions {

    private static final Pattern MARK = Pattern.compile("\\?");

    private final StringBuilder text = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    private boolean isTenantOnly = true;

    private Conditions(String first, UUID tenantId) {
        text.append(first);
        parameters.add(tenantId);
    }

    /** @param column of the tenant's id, which is {@code $1} */
    public static Conditions of(UUID tenantId, String column) {
        return new Conditions(column + " = $1", tenantId);
    }

    public Conditions and(String condition) {
        text.append(" and ").append(condition);
        isTenantOnly = false;
        return this;
    }

    /** In the condition, each {@code ?} stands for the next of the values. */
    public Conditions and(String condition, Object... values) {
        return and(numbered(condition, values));
    }

    /** The same, if there is a value. */
    public Conditions andIf(String condition, Object value) {
        return value == null ? this : and(condition, value);
    }

    /** A condition that {@link #toString} leaves out; its parameters are those of this query. */
    public String numbered(String condition, Object... values) {
        List<String> parts = List.of(MARK.split(condition, -1));
        StringBuilder numbered = new StringBuilder(parts.get(0));
        for (int i = 0; i < values.length; i++) {
            parameters.add(values[i]);
            numbered.append('$').append(parameters.size()).append(parts.get(i + 1));
        }
        return numbered.toString();
    }

    /** Whether no condition was added. */
    public boolean isTenantOnly() {
        return isTenantOnly;
    }

    public Object[] parameters() {
        return parameters.toArray();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
