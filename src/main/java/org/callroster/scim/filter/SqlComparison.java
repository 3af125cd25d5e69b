package org.callroster.scim.filter;

import org.callroster.database.Conditions;

/** Comparisons in SQL. What has no value fulfils {@code ne} alone. */
final class SqlComparison {

    private SqlComparison() {
    }

    /**
     * @param expression in SQL; of the type of the value, null where there is none
     * @param value what the expression is compared with, in the form in which it is compared; null with {@link Operator#PR}
     */
    static String of(Conditions parameters, String expression, Operator operator, Object value) {
        return switch (operator) {
            case PR -> "(" + expression + ") is not null";
            case EQ -> parameters.numbered("(" + expression + ") = ?", value);
            case NE -> parameters.numbered("(" + expression + ") is distinct from ?", value);
            case GT -> parameters.numbered("(" + expression + ") > ?", value);
            case GE -> parameters.numbered("(" + expression + ") >= ?", value);
            case LT -> parameters.numbered("(" + expression + ") < ?", value);
            case LE -> parameters.numbered("(" + expression + ") <= ?", value);
            case CO -> parameters.numbered("(" + expression + ") like ?", "%" + escaped(value) + "%");
            case SW -> parameters.numbered("(" + expression + ") like ?", escaped(value) + "%");
            case EW -> parameters.numbered("(" + expression + ") like ?", "%" + escaped(value));
        };
    }

    /** So that {@code like} takes all characters as they are. */
    static String escaped(Object text) {
        return text.toString().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
