package org.callroster.scim.filter;

import java.util.List;

import org.callroster.scim.schema.AttributePath;

import com.fasterxml.jackson.databind.JsonNode;

/** A filter, with its attributes found in the schemas. */
public sealed interface Filter {

    /** Computes something of a filter, part by part. */
    interface Visitor<T> {

        T and(List<Filter> parts);

        T or(List<Filter> parts);

        T not(Filter part);

        T comparison(Comparison comparison);

        T element(Element element);
    }

    <T> T accept(Visitor<T> visitor);

    /** @param parts two or more */
    record And(List<Filter> parts) implements Filter {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.and(parts);
        }
    }

    /** @param parts two or more */
    record Or(List<Filter> parts) implements Filter {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.or(parts);
        }
    }

    record Not(Filter part) implements Filter {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.not(part);
        }
    }

    /**
     * Within an {@link Element} the path is one of a sub-attribute.
     *
     * @param value a text, a boolean or a whole number, as the attribute's type demands; null with {@link Operator#PR}
     */
    record Comparison(AttributePath path, Operator operator, JsonNode value) implements Filter {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.comparison(this);
        }
    }

    /** At least one value of the attribute fulfils the condition. */
    record Element(AttributePath path, Filter condition) implements Filter {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.element(this);
        }
    }
}
