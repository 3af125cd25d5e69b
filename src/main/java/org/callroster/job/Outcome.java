package org.callroster.job;

import java.util.List;
import java.util.Locale;

import org.callroster.error.ErrorView;
import org.callroster.error.Failure;
import org.callroster.error.Violation;
import org.callroster.upload.UserLine;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What became of a line: a line of the answer (fleet section 3). */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Outcome(long line, String loginId, String outcome, String etag, String error,
        @JsonProperty("error_description") String description, List<Violation> violations, String warning,
        @JsonIgnore Kind kind, @JsonIgnore String password) {

    public enum Kind {

        CREATED("create"), UPDATED("update"), UNCHANGED(null), DELETED("delete"), FAILED(null);

        private final String verb;

        Kind(String verb) {
            this.verb = verb;
        }

        private String label(boolean rehearsed) {
            return rehearsed && verb != null ? "would_" + verb : name().toLowerCase(Locale.ROOT);
        }
    }

    public static Outcome done(UserLine line, Kind kind, String etag, boolean rehearsed) {
        return new Outcome(line.number(), line.loginId(), kind.label(rehearsed), rehearsed ? null : etag, null, null, null,
                null, kind, null);
    }

    /** A password was generated, which this outcome alone shows. */
    public Outcome with(String generated) {
        return new Outcome(line, loginId, outcome, etag, error, description, violations, warning, kind, generated);
    }

    /** @param text null for no warning */
    public Outcome warning(String text) {
        return new Outcome(line, loginId, outcome, etag, error, description, violations, text, kind, password);
    }

    public static Outcome failed(UserLine line, Failure failure) {
        ErrorView error = ErrorView.of(failure);
        return new Outcome(line.number(), printable(line.loginId()), Kind.FAILED.label(false), null, error.error(),
                error.description(), error.violations(), null, Kind.FAILED, null);
    }

    /** Login ids of lines that failed may have any length and any characters. */
    private static String printable(String loginId) {
        return loginId == null ? null : ErrorView.printable(loginId);
    }
}
