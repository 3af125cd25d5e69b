package org.callroster.error;

/** A request that SCIM cannot fulfil, with the type that clients of SCIM read. */
public class ScimFailure extends Failure {

    /** What is wrong with a request, for SCIM clients (RFC 7644 §3.12, RFC 9865 §3). */
    public enum Type {
        INVALID_SYNTAX("invalidSyntax"),
        INVALID_FILTER("invalidFilter"),
        INVALID_VALUE("invalidValue"),
        INVALID_PATH("invalidPath"),
        INVALID_CURSOR("invalidCursor"),
        NO_TARGET("noTarget"),
        MUTABILITY("mutability"),
        UNIQUENESS("uniqueness"),
        TOO_MANY("tooMany");

        private final String wire;

        Type(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }
    }

    private static final long serialVersionUID = 1;

    private final Type type;

    public ScimFailure(ErrorCode code, Type type, String detail) {
        super(code, detail);
        this.type = type;
    }

    public static ScimFailure invalidSyntax(String detail) {
        return badRequest(Type.INVALID_SYNTAX, detail);
    }

    public static ScimFailure invalidFilter(String detail) {
        return badRequest(Type.INVALID_FILTER, detail);
    }

    public static ScimFailure invalidValue(String detail) {
        return badRequest(Type.INVALID_VALUE, detail);
    }

    /** Throws 400 {@code invalidSyntax} unless this holds. */
    public static void requireSyntax(boolean holds, String detail) {
        if (!holds) {
            throw invalidSyntax(detail);
        }
    }

    /** Throws 400 {@code invalidValue} unless this holds. */
    public static void requireValue(boolean holds, String detail) {
        if (!holds) {
            throw invalidValue(detail);
        }
    }

    public static ScimFailure badRequest(Type type, String detail) {
        return new ScimFailure(ErrorCode.BAD_REQUEST, type, detail);
    }

    public static ScimFailure taken(String detail) {
        return new ScimFailure(ErrorCode.CONFLICT, Type.UNIQUENESS, detail);
    }

    public Type type() {
        return type;
    }
}
