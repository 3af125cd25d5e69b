package org.callroster.scim.filter;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.callroster.scim.schema.AttributePath;

/** Where the attributes of a resource stand in the database, of rows of the tenant {@code $1}. */
public interface SqlColumns {

    /** How values are compared. */
    public enum Form {
        /** As they are. */
        EXACT,
        /** In the form of {@link org.callroster.tenant.Compared}. */
        LOWER,
        UUID, FLAG, TIME, NUMBER
    }

    /** How many rows of a tenant a condition makes the database look at. */
    public enum Reach {
        /** No index helps. */
        ALL,
        /** Those that an index finds. */
        MANY,
        /** Those with one value that hardly two share. */
        FEW
    }

    /**
     * @param indexed the comparisons that an index answers
     * @param isSearched whether the search text of users holds the value, so that its index finds candidates
     */
    public record Column(String sql, Form form, Set<Operator> indexed, boolean isSearched) {

        public static Column of(String sql, Form form, Operator... indexed) {
            return new Column(sql, form, Set.of(indexed), false);
        }

        public static Column searched(String sql, Operator... indexed) {
            return new Column(sql, Form.LOWER, Set.of(indexed), true);
        }

        /** Of a comparison that an index answers. */
        Reach reach(Operator operator) {
            return operator == Operator.EQ && form != Form.TIME ? Reach.FEW : Reach.MANY;
        }
    }

    /**
     * The values of an attribute that has several.
     *
     * @param rows in SQL: what {@code from} reads
     * @param columns by sub-attribute
     * @param candidates by sub-attribute: a condition that an index answers, which holds if a value equals the {@code ?}
     */
    public record Values(String rows, Map<String, Column> columns, Map<String, String> candidates) {
    }

    /** Empty for what cannot be searched. */
    Optional<Column> single(AttributePath path);

    /** Of an attribute with several values. Empty for what cannot be searched. */
    Optional<Values> values(AttributePath path);

    /** A condition that an index answers, which holds if the single value equals the {@code ?}; empty if there is none. */
    Optional<String> candidates(AttributePath path);
}
