package org.callroster.scim.filter;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.callroster.database.Conditions;
import org.callroster.error.ScimFailure;
import org.callroster.scim.filter.Filter.Comparison;
import org.callroster.scim.filter.SqlColumns.Column;
import org.callroster.scim.filter.SqlColumns.Form;
import org.callroster.scim.filter.SqlColumns.Values;
import org.callroster.scim.schema.AttributePath;
import org.callroster.tenant.Compared;
import org.callroster.tenant.Folded;

import com.fasterxml.jackson.databind.JsonNode;

/** A filter as a condition in SQL. */
public final class SqlConditions implements Filter.Visitor<SqlConditions.Condition> {

    /**
     * @param candidates a condition that an index answers, which holds wherever the other does; null if there is none, so that
     *            all users of the tenant have to be looked at
     */
    public record Condition(String sql, String candidates) {

        public boolean isBounded() {
            return candidates != null;
        }

        private Condition narrowed() {
            return candidates == null || sql.equals(candidates) ? this
                    : new Condition("(" + candidates + " and " + sql + ")", candidates);
        }
    }

    /** Shorter texts have no trigram of their own. */
    private static final int SHORTEST_PART = 3;

    private final SqlColumns columns;
    private final Conditions parameters;

    public SqlConditions(SqlColumns columns, Conditions parameters) {
        this.columns = columns;
        this.parameters = parameters;
    }

    @Override
    public Condition and(List<Filter> parts) {
        return joined(parts.stream().map(part -> part.accept(this)).toList(), " and ");
    }

    @Override
    public Condition or(List<Filter> parts) {
        return joined(parts.stream().map(part -> part.accept(this)).toList(), " or ");
    }

    /** One part bounds all of a conjunction; of a disjunction each part must be bounded. */
    private static Condition joined(List<Condition> parts, String by) {
        List<String> candidates = parts.stream().filter(Condition::isBounded).map(Condition::candidates).toList();
        boolean isBounded = by.equals(" or ") ? candidates.size() == parts.size() : !candidates.isEmpty();
        return new Condition(parts.stream().map(Condition::sql).collect(Collectors.joining(by, "(", ")")),
                isBounded ? String.join(by, candidates.stream().map(one -> "(" + one + ")").toList()) : null);
    }

    @Override
    public Condition not(Filter part) {
        return new Condition("(" + part.accept(this).sql + ") is not true", null);
    }

    @Override
    public Condition comparison(Comparison comparison) {
        AttributePath path = comparison.path();
        if (path.attribute().multiValued()) {
            return ofValues(comparison);
        }
        Column column = columns.single(path).orElseThrow(() -> unsearchable(path));
        return compared(column, comparison, columns.candidates(path)).narrowed();
    }

    /** {@code ne} holds if no value equals. */
    private Condition ofValues(Comparison comparison) {
        AttributePath path = comparison.path();
        if (comparison.operator() == Operator.NE) {
            return not(new Comparison(path, Operator.EQ, comparison.value()));
        }
        return path.sub() == null ? new Condition("exists (select 1 from " + values(path).rows() + " e)", null)
                : element(new Filter.Element(path.with(null), comparison));
    }

    @Override
    public Condition element(Filter.Element element) {
        Values values = values(element.path());
        Condition inner = element.condition().accept(new OfElement(values));
        return new Condition("exists (select 1 from " + values.rows() + " e where " + inner.sql + ")", inner.candidates)
                .narrowed();
    }

    /** The condition on one of the values. */
    private final class OfElement implements Filter.Visitor<Condition> {

        private final Values values;

        OfElement(Values values) {
            this.values = values;
        }

        @Override
        public Condition and(List<Filter> parts) {
            return joined(parts.stream().map(part -> part.accept(this)).toList(), " and ");
        }

        @Override
        public Condition or(List<Filter> parts) {
            return joined(parts.stream().map(part -> part.accept(this)).toList(), " or ");
        }

        @Override
        public Condition not(Filter part) {
            return new Condition("(" + part.accept(this).sql + ") is not true", null);
        }

        @Override
        public Condition comparison(Comparison comparison) {
            String sub = comparison.path().sub().name();
            Column column = Optional.ofNullable(values.columns().get(sub))
                    .orElseThrow(() -> unsearchable(comparison.path()));
            return compared(column, comparison, Optional.ofNullable(values.candidates().get(sub)));
        }

        @Override
        public Condition element(Filter.Element inner) {
            throw unsearchable(inner.path());
        }
    }

    /** @param equal what an index answers if the value equals the {@code ?} */
    private Condition compared(Column column, Comparison comparison, Optional<String> equal) {
        Operator operator = comparison.operator();
        if (operator == Operator.PR) {
            return new Condition(SqlComparison.of(parameters, column.sql(), operator, null), null);
        }
        boolean isPartOfId = column.form() == Form.UUID && operator != Operator.EQ && operator != Operator.NE;
        Object value = isPartOfId ? Compared.of(comparison.value().asText()) : value(column.form(), comparison.value());
        if (value == null) {
            return new Condition(operator == Operator.NE ? "true" : "false", operator == Operator.NE ? null : "false");
        }
        String sql = SqlComparison.of(parameters, isPartOfId ? "cast(" + column.sql() + " as text)" : column.sql(), operator,
                value);
        return new Condition(sql, column.indexed().contains(operator) ? sql
                : operator == Operator.EQ && equal.isPresent() ? parameters.numbered(equal.get(), value)
                : column.isSearched() ? searched(operator, comparison.value().asText()) : null);
    }

    /** In the form in which the column is compared; null if no value is equal to it. */
    private static Object value(Form form, JsonNode value) {
        return switch (form) {
            case EXACT -> value.asText();
            case LOWER -> Compared.of(value.asText());
            case UUID -> uuid(value.asText());
            case FLAG -> value.booleanValue();
            case TIME -> OffsetDateTime.parse(value.asText()).withOffsetSameInstant(ZoneOffset.UTC);
            case NUMBER -> value.intValue();
        };
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** By the search text of users, where each value begins a line. Null if its index does not help. */
    private String searched(Operator operator, String text) {
        String folded = Folded.of(text);
        boolean hasWord = folded.codePoints().anyMatch(Character::isLetterOrDigit);
        boolean isBeginning = operator == Operator.EQ || operator == Operator.SW;
        boolean isPart = (operator == Operator.CO || operator == Operator.EW) && folded.length() >= SHORTEST_PART;
        return hasWord && (isBeginning || isPart)
                ? parameters.numbered("u.search_text like ?",
                        "%" + (isBeginning ? "\n" : "") + SqlComparison.escaped(folded) + "%")
                : null;
    }

    private Values values(AttributePath path) {
        return columns.values(path).orElseThrow(() -> unsearchable(path));
    }

    private static ScimFailure unsearchable(AttributePath path) {
        return ScimFailure.invalidFilter(path + " can't be searched");
    }
}
