package org.callroster.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.callroster.tenant.Tenant;

/** Conditions of a SQL query on the users {@code u} of the tenant {@code $1}, and their parameters. */
final class Conditions {

    private static final Pattern MARK = Pattern.compile("\\?");

    private final StringBuilder text = new StringBuilder("u.tenant_id = $1");
    private final List<Object> parameters = new ArrayList<>();

    Conditions(Tenant tenant) {
        parameters.add(tenant.id());
    }

    Conditions and(String condition) {
        text.append(" and ").append(condition);
        return this;
    }

    /** In the condition, each {@code ?} stands for the next of the values. */
    Conditions and(String condition, Object... values) {
        List<String> parts = List.of(MARK.split(condition, -1));
        StringBuilder numbered = new StringBuilder(parts.get(0));
        for (int i = 0; i < values.length; i++) {
            parameters.add(values[i]);
            numbered.append('$').append(parameters.size()).append(parts.get(i + 1));
        }
        return and(numbered.toString());
    }

    Object[] parameters() {
        return parameters.toArray();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
