package org.callroster.console.user;

import java.util.List;
import java.util.stream.Stream;

import org.callroster.console.Choices;
import org.callroster.console.Words;
import org.callroster.error.ErrorView;
import org.callroster.error.Failure;
import org.callroster.error.Violation;
import org.callroster.extension.ExtensionTaken;
import org.callroster.user.LoginTaken;

/**
 * A form for a user, new or not.
 *
 * @param loginId of the user that is changed; null for a new one
 * @param etag of the version that the form was filled with; null for a new user
 * @param like whose team, roles and skills the form was filled with; null if it was not
 * @param message why the last try failed; null at first
 */
public record FormPage(UserForm form, String loginId, String etag, String like, Choices.Names names, String message,
        List<Violation> wrong) {

    static FormPage of(UserForm form, String like, Choices.Names names) {
        return new FormPage(form, null, null, like, names, null, List.of());
    }

    static FormPage of(UserForm form, String loginId, String etag, Choices.Names names) {
        return new FormPage(form, loginId, etag, null, names, null, List.of());
    }

    /** The same with what is wrong, by the fields of the form. */
    FormPage refused(Failure failure) {
        List<Violation> fields = ErrorView.of(failure).violations().stream()
                .map(wrong -> new Violation(field(wrong.field()), message(wrong))).toList();
        return new FormPage(form, loginId, etag, like, names, Words.sentence(ErrorView.of(failure).description()),
                fields.isEmpty() ? taken(failure) : fields);
    }

    /** {@code roles[0]} and {@code skills.English} have one field each. */
    private static String field(String path) {
        int end = path.indexOf(path.startsWith("roles[") ? '[' : '.');
        return end < 0 ? path : path.substring(0, end);
    }

    private static String message(Violation wrong) {
        String part = wrong.field().substring(field(wrong.field()).length());
        return part.startsWith(".") ? part.substring(1) + " " + wrong.message() : wrong.message();
    }

    private static List<Violation> taken(Failure failure) {
        return failure instanceof LoginTaken login ? List.of(new Violation("loginId", login.reason()))
                : failure instanceof ExtensionTaken ? List.of(new Violation("extension", "is taken")) : List.of();
    }

    public boolean isNew() {
        return loginId == null;
    }

    /** Where the form is sent. */
    public String action() {
        return isNew() ? "/console/users/new" : Words.user(loginId) + "/edit";
    }

    public String back() {
        return isNew() ? "/console/users" : Words.user(loginId);
    }

    /** Why a field can't be taken; empty if it can. */
    public String why(String field) {
        return wrong.stream().filter(each -> each.field().equals(field)).map(Violation::message).findFirst().orElse("");
    }

    /** To choose from, and what the user has beyond these. */
    public List<String> roles() {
        return Stream.concat(names.roles().stream(), form.roles().stream()).distinct().toList();
    }

    public String label(String field) {
        return switch (field) {
            case "loginId" -> "Login";
            case "firstName" -> "First name";
            case "lastName" -> "Last name";
            case "workPhone" -> "Work phone";
            case "mobilePhone" -> "Mobile phone";
            case "email" -> "E-mail";
            default -> Words.sentence(field).replace(".", "");
        };
    }
}
