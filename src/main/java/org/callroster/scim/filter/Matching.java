package org.callroster.scim.filter;

import java.util.List;
import java.util.function.IntPredicate;

import org.callroster.scim.schema.Attribute;
import org.callroster.scim.schema.AttributePath;
import org.callroster.tenant.Compared;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Whether one value of an attribute fulfils the condition of an element. {@code ne} is true for what has no value. */
final class Matching implements Filter.Visitor<Boolean> {

    private final ObjectNode element;

    Matching(ObjectNode element) {
        this.element = element;
    }

    @Override
    public Boolean and(List<Filter> parts) {
        return parts.stream().allMatch(part -> part.accept(this));
    }

    @Override
    public Boolean or(List<Filter> parts) {
        return parts.stream().anyMatch(part -> part.accept(this));
    }

    @Override
    public Boolean not(Filter part) {
        return !part.accept(this);
    }

    @Override
    public Boolean element(Filter.Element inner) {
        return false;
    }

    @Override
    public Boolean comparison(Filter.Comparison comparison) {
        JsonNode value = element.path(comparison.path().sub().name());
        return value.isMissingNode() ? comparison.operator() == Operator.NE : compare(comparison, value);
    }

    private static boolean compare(Filter.Comparison comparison, JsonNode value) {
        return switch (comparison.operator()) {
            case PR -> true;
            case EQ -> order(comparison, value, order -> order == 0);
            case NE -> order(comparison, value, order -> order != 0);
            case GT -> order(comparison, value, order -> order > 0);
            case GE -> order(comparison, value, order -> order >= 0);
            case LT -> order(comparison, value, order -> order < 0);
            case LE -> order(comparison, value, order -> order <= 0);
            case CO -> text(comparison.path(), value).contains(text(comparison.path(), comparison.value()));
            case SW -> text(comparison.path(), value).startsWith(text(comparison.path(), comparison.value()));
            case EW -> text(comparison.path(), value).endsWith(text(comparison.path(), comparison.value()));
        };
    }

    private static boolean order(Filter.Comparison comparison, JsonNode value, IntPredicate wanted) {
        AttributePath path = comparison.path();
        return wanted.test(path.last().type() == Attribute.Type.INTEGER
                ? Integer.compare(value.asInt(), comparison.value().asInt())
                : text(path, value).compareTo(text(path, comparison.value())));
    }

    /** In the form in which values of this attribute are compared. */
    private static String text(AttributePath path, JsonNode value) {
        return path.last().caseExact() ? value.asText() : Compared.of(value.asText());
    }
}
