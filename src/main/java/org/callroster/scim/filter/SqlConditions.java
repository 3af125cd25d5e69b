package org.callroster.scim.filter;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.callroster.database.Conditions;
import org.callroster.error.ScimFailure;
import org.callroster.scim.filter.Filter.Comparison;
import org.callroster.scim.filter.SqlColumns.Column;
import org.callroster.scim.filter.SqlColumns.Form;
import org.callroster.scim.filter.SqlColumns.Reach;
import org.callroster.scim.filter.SqlColumns.Values;
import org.callroster.scim.schema.AttributePath;
import org.callroster.tenant.Compared;
import org.callroster.tenant.Folded;
import org.callroster.values.Uuids;

import com.fasterxml.jackson.databind.JsonNode;

/** A filter as a condition in SQL. */
public final class SqlConditions implements Filter.Visitor<SqlConditions.Condition> {

    public record Condition(String sql, Reach reach) {
    }

    /**
     * @param candidates writes a condition that an index answers, and that holds wherever the other does; null if there is none
     */
    private record Narrowed(String sql, Supplier<String> candidates) {

        Condition outside() {
            return candidates == null ? new Condition(sql, Reach.ALL)
                    : new Condition("(" + candidates.get() + " and " + sql + ")", Reach.MANY);
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
        List<Condition> conditions = parts.stream().map(part -> part.accept(this)).toList();
        return new Condition(joined(conditions.stream().map(Condition::sql), " and "),
                conditions.stream().map(Condition::reach).max(Comparator.naturalOrder()).orElseThrow());
    }

    @Override
    public Condition or(List<Filter> parts) {
        List<Condition> conditions = parts.stream().map(part -> part.accept(this)).toList();
        return new Condition(joined(conditions.stream().map(Condition::sql), " or "),
                conditions.stream().map(Condition::reach).min(Comparator.naturalOrder()).orElseThrow());
    }

    private static String joined(Stream<String> parts, String by) {
        return parts.collect(Collectors.joining(by, "(", ")"));
    }

    @Override
    public Condition not(Filter part) {
        return new Condition("(" + part.accept(this).sql + ") is not true", Reach.ALL);
    }

    @Override
    public Condition comparison(Comparison comparison) {
        AttributePath path = comparison.path();
        if (path.attribute().multiValued()) {
            return ofValues(comparison);
        }
        Column column = columns.single(path).orElseThrow(() -> unsearchable(path));
        Narrowed narrowed = compared(column, comparison, columns.candidates(path));
        return column.indexed().contains(comparison.operator())
                ? new Condition(narrowed.sql, column.reach(comparison.operator())) : narrowed.outside();
    }

    /** {@code ne} holds if no value equals. */
    private Condition ofValues(Comparison comparison) {
        AttributePath path = comparison.path();
        if (comparison.operator() == Operator.NE) {
            return not(new Comparison(path, Operator.EQ, comparison.value()));
        }
        return path.sub() == null ? new Condition("exists (select 1 from " + values(path).rows() + " e)", Reach.ALL)
                : element(new Filter.Element(path.with(null), comparison));
    }

    @Override
    public Condition element(Filter.Element element) {
        Values values = values(element.path());
        Narrowed inner = element.condition().accept(new OfElement(values));
        return new Narrowed("exists (select 1 from " + values.rows() + " e where " + inner.sql + ")", inner.candidates)
                .outside();
    }

    /** The condition on one of the values. Its candidates stand outside of the look at the values. */
    private final class OfElement implements Filter.Visitor<Narrowed> {

        private final Values values;

        OfElement(Values values) {
            this.values = values;
        }

        @Override
        public Narrowed and(List<Filter> parts) {
            List<Narrowed> inner = parts.stream().map(part -> part.accept(this)).toList();
            return new Narrowed(joined(inner.stream().map(Narrowed::sql), " and "),
                    inner.stream().map(Narrowed::candidates).filter(Objects::nonNull).findFirst().orElse(null));
        }

        @Override
        public Narrowed or(List<Filter> parts) {
            List<Narrowed> inner = parts.stream().map(part -> part.accept(this)).toList();
            boolean isBounded = inner.stream().allMatch(one -> one.candidates != null);
            return new Narrowed(joined(inner.stream().map(Narrowed::sql), " or "),
                    isBounded ? () -> joined(inner.stream().map(one -> one.candidates.get()), " or ") : null);
        }

        @Override
        public Narrowed not(Filter part) {
            return new Narrowed("(" + part.accept(this).sql + ") is not true", null);
        }

        @Override
        public Narrowed comparison(Comparison comparison) {
            String sub = comparison.path().sub().name();
            Column column = Optional.ofNullable(values.columns().get(sub))
                    .orElseThrow(() -> unsearchable(comparison.path()));
            return compared(column, comparison, Optional.ofNullable(values.candidates().get(sub)));
        }

        @Override
        public Narrowed element(Filter.Element inner) {
            throw unsearchable(inner.path());
        }
    }

    /** @param equal what an index answers if the value equals the {@code ?} */
    private Narrowed compared(Column column, Comparison comparison, Optional<String> equal) {
        Operator operator = comparison.operator();
        if (operator == Operator.PR) {
            return new Narrowed(SqlComparison.of(parameters, column.sql(), operator, null), null);
        }
        boolean isPartOfId = column.form() == Form.UUID && operator != Operator.EQ && operator != Operator.NE;
        Object value = isPartOfId ? Compared.of(comparison.value().asText()) : value(column.form(), comparison.value());
        if (value == null) {
            return operator == Operator.NE ? new Narrowed("true", null) : new Narrowed("false", () -> "false");
        }
        String sql = SqlComparison.of(parameters, isPartOfId ? "cast(" + column.sql() + " as text)" : column.sql(), operator,
                value);
        return new Narrowed(sql, operator == Operator.EQ && equal.isPresent() ? () -> parameters.numbered(equal.get(), value)
                : column.isSearched() ? searched(operator, comparison.value().asText()) : null);
    }

    /** In the form in which the column is compared; null if no value is equal to it. */
    private static Object value(Form form, JsonNode value) {
        return switch (form) {
            case EXACT -> value.asText();
            case LOWER -> Compared.of(value.asText());
            case UUID -> Uuids.of(value.asText()).orElse(null);
            case FLAG -> value.booleanValue();
            case TIME -> OffsetDateTime.parse(value.asText()).withOffsetSameInstant(ZoneOffset.UTC);
            case NUMBER -> value.intValue();
        };
    }

    /** By the search text of users, where each value begins a line. Null if its index does not help. */
    private Supplier<String> searched(Operator operator, String text) {
        String folded = Folded.of(text);
        boolean hasWord = folded.codePoints().anyMatch(Character::isLetterOrDigit);
        boolean isBeginning = operator == Operator.EQ || operator == Operator.SW;
        boolean isPart = (operator == Operator.CO || operator == Operator.EW) && folded.length() >= SHORTEST_PART;
        String pattern = "%" + (isBeginning ? "\n" : "") + SqlComparison.escaped(folded) + "%";
        return hasWord && (isBeginning || isPart) ? () -> parameters.numbered("u.search_text like ?", pattern) : null;
    }

    private Values values(AttributePath path) {
        return columns.values(path).orElseThrow(() -> unsearchable(path));
    }

    private static ScimFailure unsearchable(AttributePath path) {
        return ScimFailure.invalidFilter(path + " can't be searched");
    }
}
