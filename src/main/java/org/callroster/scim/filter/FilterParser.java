package org.callroster.scim.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import org.callroster.error.ScimFailure;
import org.callroster.scim.schema.Attribute;
import org.callroster.scim.schema.AttributePath;
import org.callroster.scim.schema.ResourceKind;
import org.callroster.scim.schema.ResourceReader;
import org.callroster.values.Times;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Parses filters (RFC 7644 §3.4.2.2) and the paths of PATCH (§3.5.2). {@code and} binds tighter than {@code or}. Beside the
 * grammar it reads what clients send: {@code emails[type eq "work"].value eq "x"}, bare words as values, {@code members eq "…"}
 * for {@code members.value}. Bounded in length, comparisons and depth.
 */
public final class FilterParser {

    private static final int LONGEST = 4096;
    private static final int MOST_COMPARISONS = 30;
    private static final int DEEPEST = 10;

    private final ResourceKind kind;
    private final Tokens tokens;
    private int comparisons;

    private FilterParser(ResourceKind kind, String text) {
        if (text.length() > LONGEST) {
            throw ScimFailure.invalidFilter("the filter is longer than " + LONGEST + " characters");
        }
        this.kind = kind;
        this.tokens = new Tokens(text);
    }

    /** Throws 400. */
    public static Filter filter(ResourceKind kind, String text) {
        FilterParser parser = new FilterParser(kind, text);
        Filter filter = parser.disjunction(parser::resolved, 0);
        if (!parser.tokens.isAtEnd()) {
            throw parser.tokens.unexpected("and, or or the end");
        }
        return filter;
    }

    /** The target of an operation of a PATCH. Throws 400. */
    public static PatchPath patchPath(ResourceKind kind, String text) {
        try {
            FilterParser parser = new FilterParser(kind, text);
            PatchPath path = parser.patchPath();
            if (!parser.tokens.isAtEnd()) {
                throw parser.tokens.unexpected("the end");
            }
            return path;
        } catch (ScimFailure e) {
            throw e.type() == ScimFailure.Type.INVALID_FILTER
                    ? ScimFailure.badRequest(ScimFailure.Type.INVALID_PATH, "the path is malformed: " + e.getMessage())
                    : e;
        }
    }

    private PatchPath patchPath() {
        AttributePath path = known(tokens.word("an attribute"), ScimFailure.Type.INVALID_PATH);
        if (!tokens.skip("[")) {
            return new PatchPath(path, null);
        }
        Filter condition = condition(path);
        String sub = tokens.isAtEnd() ? null : tokens.word("a sub-attribute");
        return new PatchPath(sub == null ? path : path.with(sub(path, sub)), condition);
    }

    /** What stands between the brackets behind an attribute with several values. */
    private Filter condition(AttributePath path) {
        if (path.isExtension() || path.sub() != null || !path.attribute().isComplex()) {
            throw ScimFailure.invalidFilter(path + " has no sub-attributes to choose by");
        }
        Filter condition = disjunction(name -> path.with(sub(path, name)), 1);
        tokens.require("]");
        return condition;
    }

    private static Attribute sub(AttributePath path, String name) {
        String plain = name.startsWith(".") ? name.substring(1) : name;
        return path.attribute().sub(plain)
                .orElseThrow(() -> ScimFailure.invalidFilter(path + " has no sub-attribute " + plain));
    }

    private Filter disjunction(Function<String, AttributePath> attributes, int depth) {
        if (depth > DEEPEST) {
            throw ScimFailure.invalidFilter("the filter is nested deeper than " + DEEPEST + " levels");
        }
        List<Filter> parts = new ArrayList<>(List.of(conjunction(attributes, depth)));
        while (tokens.skip("or")) {
            parts.add(conjunction(attributes, depth));
        }
        return parts.size() == 1 ? parts.get(0) : new Filter.Or(List.copyOf(parts));
    }

    private Filter conjunction(Function<String, AttributePath> attributes, int depth) {
        List<Filter> parts = new ArrayList<>(List.of(term(attributes, depth)));
        while (tokens.skip("and")) {
            parts.add(term(attributes, depth));
        }
        return parts.size() == 1 ? parts.get(0) : new Filter.And(List.copyOf(parts));
    }

    private Filter term(Function<String, AttributePath> attributes, int depth) {
        if (tokens.skip("not")) {
            tokens.require("(");
            return new Filter.Not(grouped(attributes, depth));
        }
        return tokens.skip("(") ? grouped(attributes, depth) : comparison(attributes);
    }

    private Filter grouped(Function<String, AttributePath> attributes, int depth) {
        Filter inner = disjunction(attributes, depth + 1);
        tokens.require(")");
        return inner;
    }

    private AttributePath resolved(String name) {
        return known(name, ScimFailure.Type.INVALID_FILTER);
    }

    private AttributePath known(String name, ScimFailure.Type otherwise) {
        return kind.pathOfAny(name).orElseThrow(() -> ScimFailure.badRequest(otherwise, "there is no attribute " + name));
    }

    private Filter comparison(Function<String, AttributePath> attributes) {
        comparisons++;
        if (comparisons > MOST_COMPARISONS) {
            throw ScimFailure.invalidFilter("the filter has more than " + MOST_COMPARISONS + " comparisons");
        }
        AttributePath path = attributes.apply(tokens.word("an attribute"));
        return tokens.skip("[") ? element(path) : compared(path);
    }

    /** Values with a condition, and maybe a comparison of one of their sub-attributes behind it. */
    private Filter element(AttributePath path) {
        Filter condition = condition(path);
        if (!tokens.peek().startsWith(".")) {
            return new Filter.Element(path, condition);
        }
        Filter compared = compared(path.with(sub(path, tokens.word("a sub-attribute"))));
        return new Filter.Element(path, new Filter.And(List.of(condition, compared)));
    }

    private Filter compared(AttributePath named) {
        if (named.isExtension()) {
            throw ScimFailure.invalidFilter(named + " is a schema, not an attribute");
        }
        String word = tokens.word("an operator");
        Operator operator = Operator.named(word)
                .orElseThrow(() -> ScimFailure.invalidFilter("there is no operator " + word));
        if (operator == Operator.PR) {
            return new Filter.Comparison(named, operator, null);
        }
        AttributePath path = named.last().isComplex() ? withValue(named) : named;
        return compared(path, operator, tokens.value());
    }

    /** A complex attribute stands for its value. */
    private static AttributePath withValue(AttributePath path) {
        return path.attribute().sub(Attribute.VALUE).map(path::with)
                .orElseThrow(() -> ScimFailure.invalidFilter("compare a sub-attribute of " + path));
    }

    /** {@code eq null} is the same as not to be present. */
    private static Filter compared(AttributePath path, Operator operator, JsonNode value) {
        if (value.isNull()) {
            return nothing(path, operator);
        }
        Attribute attribute = path.last();
        boolean isPossible = operator.isOfText() ? attribute.type().isText()
                : !operator.isOfOrder()
                        || attribute.type() != Attribute.Type.BOOLEAN && attribute.type() != Attribute.Type.BINARY;
        if (!isPossible) {
            throw ScimFailure.invalidFilter(operator.name().toLowerCase(Locale.ROOT) + " does not apply to " + path);
        }
        return new Filter.Comparison(path, operator, typed(path, value));
    }

    private static Filter nothing(AttributePath path, Operator operator) {
        Filter present = new Filter.Comparison(path, Operator.PR, null);
        return switch (operator) {
            case EQ -> new Filter.Not(present);
            case NE -> present;
            default -> throw ScimFailure.invalidFilter("null can only be compared by eq and ne");
        };
    }

    private static JsonNode typed(AttributePath path, JsonNode value) {
        return (switch (path.last().type()) {
            case BOOLEAN -> ResourceReader.flag(value);
            case INTEGER -> ResourceReader.integer(value);
            case DATE_TIME -> Times.read(value.asText()).<JsonNode>map(time -> JsonNodeFactory.instance.textNode(
                    time.toInstant().toString()));
            default -> Optional.<JsonNode>of(value.isTextual() ? value : TextNode.valueOf(value.asText()))
                    .filter(text -> ResourceReader.isStorable(text.textValue()));
        }).orElseThrow(() -> ScimFailure.invalidFilter("this is not a value of " + path + ": " + value));
    }
}
