package org.callroster.scim.schema;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An attribute of a SCIM resource, with its characteristics (RFC 7643 §2.2 and §7).
 *
 * @param required whether it always has a value, so that it cannot be unassigned
 * @param canonicalValues empty if there are no suggestions
 * @param referenceTypes empty unless it is a reference
 * @param sub its sub-attributes, if it is complex
 */
public record Attribute(String name, Type type, String description, boolean multiValued, boolean required, boolean caseExact,
        Mutability mutability, Returned returned, boolean unique, List<String> canonicalValues, List<String> referenceTypes,
        List<Attribute> sub) {

    public enum Type {
        STRING, BOOLEAN, INTEGER, DATE_TIME, REFERENCE, BINARY, COMPLEX;

        String wire() {
            return Attribute.wire(name());
        }

        public boolean isText() {
            return this == STRING || this == REFERENCE || this == BINARY;
        }
    }

    public enum Mutability {
        READ_ONLY, READ_WRITE, IMMUTABLE, WRITE_ONLY;

        String wire() {
            return Attribute.wire(name());
        }
    }

    public enum Returned {
        ALWAYS, DEFAULT, REQUEST, NEVER;

        String wire() {
            return Attribute.wire(name());
        }
    }

    /** The sub-attribute that stands for the whole value where only one is given. */
    public static final String VALUE = "value";
    public static final String TYPE = "type";
    public static final String PRIMARY = "primary";

    /** {@code DATE_TIME} is {@code dateTime}. */
    private static String wire(String constant) {
        String lower = constant.toLowerCase(Locale.ROOT);
        int gap = lower.indexOf('_');
        return gap < 0 ? lower
                : lower.substring(0, gap) + Character.toUpperCase(lower.charAt(gap + 1)) + lower.substring(gap + 2);
    }

    static Attribute of(String name, Type type, String description) {
        return new Attribute(name, type, description, false, false, false, Mutability.READ_WRITE, Returned.DEFAULT, false,
                List.of(), List.of(), List.of());
    }

    static Attribute text(String name, String description) {
        return of(name, Type.STRING, description);
    }

    static Attribute flag(String name, String description) {
        return of(name, Type.BOOLEAN, description);
    }

    static Attribute complex(String name, String description, Attribute... sub) {
        return new Attribute(name, Type.COMPLEX, description, false, false, false, Mutability.READ_WRITE, Returned.DEFAULT,
                false, List.of(), List.of(), List.of(sub));
    }

    static Attribute reference(String name, String description, String... types) {
        return new Attribute(name, Type.REFERENCE, description, false, false, false, Mutability.READ_WRITE, Returned.DEFAULT,
                false, List.of(), List.of(types), List.of());
    }

    Attribute multi() {
        return new Attribute(name, type, description, true, required, caseExact, mutability, returned, unique, canonicalValues,
                referenceTypes, sub);
    }

    Attribute mandatory() {
        return new Attribute(name, type, description, multiValued, true, caseExact, mutability, returned, unique,
                canonicalValues, referenceTypes, sub);
    }

    Attribute exact() {
        return new Attribute(name, type, description, multiValued, required, true, mutability, returned, unique,
                canonicalValues, referenceTypes, sub);
    }

    Attribute distinct() {
        return new Attribute(name, type, description, multiValued, required, caseExact, mutability, returned, true,
                canonicalValues, referenceTypes, sub);
    }

    Attribute with(Mutability change, Returned shown) {
        return new Attribute(name, type, description, multiValued, required, caseExact, change, shown, unique, canonicalValues,
                referenceTypes, sub);
    }

    Attribute readOnly() {
        return with(Mutability.READ_ONLY, returned);
    }

    Attribute writeOnly() {
        return with(Mutability.WRITE_ONLY, Returned.NEVER);
    }

    Attribute onRequest() {
        return with(mutability, Returned.REQUEST);
    }

    /** Clients send it and choose by it, but it is neither kept nor declared. */
    Attribute unkept() {
        return with(mutability, Returned.NEVER);
    }

    boolean isKept() {
        return returned != Returned.NEVER || mutability == Mutability.WRITE_ONLY;
    }

    Attribute suggesting(List<String> values) {
        return new Attribute(name, type, description, multiValued, required, caseExact, mutability, returned, unique, values,
                referenceTypes, sub);
    }

    Attribute withSub(List<Attribute> attributes) {
        return new Attribute(name, type, description, multiValued, required, caseExact, mutability, returned, unique,
                canonicalValues, referenceTypes, attributes);
    }

    public boolean isComplex() {
        return type == Type.COMPLEX;
    }

    public boolean isReadOnly() {
        return mutability == Mutability.READ_ONLY;
    }

    /** The sub-attribute of this name, without regard to case. */
    public Optional<Attribute> sub(String wanted) {
        return find(sub, wanted);
    }

    static Optional<Attribute> find(List<Attribute> attributes, String wanted) {
        return attributes.stream().filter(attribute -> attribute.name.equalsIgnoreCase(wanted)).findFirst();
    }
}
