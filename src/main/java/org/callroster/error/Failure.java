package org.callroster.error;

import java.util.List;

/**
 * A request that cannot be fulfilled, with the message that the caller will read. Has no stack trace: it is an answer, not a
 * fault.
 */
public class Failure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final transient List<Violation> violations;
    private final int more;
    private final String challenge;

    public Failure(ErrorCode code, String description) {
        this(code, description, List.of(), 0, null);
    }

    /** With a {@code WWW-Authenticate} challenge, or null for none. */
    public Failure(ErrorCode code, String description, String challenge) {
        this(code, description, List.of(), 0, challenge);
    }

    private Failure(ErrorCode code, String description, List<Violation> violations, int more, String challenge) {
        super(description, null, false, false);
        this.code = code;
        this.violations = violations;
        this.more = more;
        this.challenge = challenge;
    }

    /** 400 with one invalid field. */
    public static Failure badField(String field, String message) {
        return badFields(List.of(new Violation(field, message)), 0);
    }

    /**
     * 400 with the invalid fields; the description names the first.
     *
     * @param more how many invalid fields are not listed
     */
    public static Failure badFields(List<Violation> violations, int more) {
        Violation first = violations.get(0);
        return new Failure(ErrorCode.BAD_REQUEST, first.field() + " " + first.message(), violations, more, null);
    }

    public static Failure badRequest(String description) {
        return new Failure(ErrorCode.BAD_REQUEST, description);
    }

    public static Failure notFound(String description) {
        return new Failure(ErrorCode.NOT_FOUND, description);
    }

    /** 404 with the fields that name what is not there. */
    public static Failure notFound(String description, List<Violation> violations) {
        return new Failure(ErrorCode.NOT_FOUND, description, violations, 0, null);
    }

    public static Failure forbidden(String description) {
        return new Failure(ErrorCode.FORBIDDEN, description);
    }

    public static Failure conflict(String description) {
        return new Failure(ErrorCode.CONFLICT, description);
    }

    public ErrorCode code() {
        return code;
    }

    /** Whether the same request may be fulfilled a little later; the answer says when. */
    public boolean isTemporary() {
        return code == ErrorCode.UNAVAILABLE;
    }

    /** Null for none. */
    public String challenge() {
        return challenge;
    }

    public List<Violation> violations() {
        return violations;
    }

    /** How many invalid fields {@link #violations} does not list. */
    public int more() {
        return more;
    }
}
