package org.callroster.scim.filter;

import java.util.List;
import java.util.Optional;

import org.callroster.scim.schema.AttributePath;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The target of an operation of a PATCH (RFC 7644 §3.5.2).
 *
 * @param condition chooses values of the attribute; null for all
 */
public record PatchPath(AttributePath path, Filter condition) {

    /** @param element a value of the attribute */
    public boolean chooses(ObjectNode element) {
        return condition == null || condition.accept(new Matching(element));
    }

    /** A value that the condition would choose, as far as it demands equal values. Empty if it demands anything else. */
    public Optional<ObjectNode> demanded() {
        ObjectNode element = JsonNodeFactory.instance.objectNode();
        return isDemanded(condition, element) ? Optional.of(element) : Optional.empty();
    }

    private static boolean isDemanded(Filter condition, ObjectNode into) {
        if (condition instanceof Filter.And and) {
            return and.parts().stream().allMatch(part -> isDemanded(part, into));
        }
        boolean isEqual = condition instanceof Filter.Comparison comparison && comparison.operator() == Operator.EQ;
        if (isEqual) {
            Filter.Comparison comparison = (Filter.Comparison) condition;
            into.set(comparison.path().sub().name(), comparison.value());
        }
        return isEqual;
    }

    /** The texts that a sub-attribute may equal, if the condition is nothing else: {@code value eq "a" or value eq "b"}. */
    public Optional<List<String>> equalTexts(String sub) {
        List<Filter> parts = condition instanceof Filter.Or or ? or.parts() : List.of(condition);
        boolean areEqual = parts.stream().allMatch(part -> part instanceof Filter.Comparison comparison
                && comparison.operator() == Operator.EQ && comparison.path().sub().name().equals(sub));
        return areEqual ? Optional.of(parts.stream().map(part -> ((Filter.Comparison) part).value().asText()).toList())
                : Optional.empty();
    }
}
