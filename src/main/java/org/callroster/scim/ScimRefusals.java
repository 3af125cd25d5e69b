package org.callroster.scim;

import java.util.Map;

import org.callroster.directory.UnknownName;
import org.callroster.directory.UnknownRole;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.error.ScimFailure;
import org.callroster.error.Violation;
import org.callroster.extension.ExtensionTaken;
import org.callroster.user.LoginTaken;

import io.smallrye.mutiny.Uni;

/** Says in the words of SCIM why the service refuses something. */
public final class ScimRefusals {

    /** The names of attributes, by those of the service. */
    private static final Map<String, String> NAMES = Map.of("loginId", "userName", "firstName", "name.givenName", "lastName",
            "name.familyName", "workPhone", "phoneNumbers[type eq \"work\"].value", "mobilePhone",
            "phoneNumbers[type eq \"mobile\"].value", "extension", "phoneNumbers[type eq \"extension\"].value", "email",
            "emails.value");

    private ScimRefusals() {
    }

    /** Never fails with 404 for what a body refers to: that is a wrong value. */
    public static <T> Uni<T> translated(Uni<T> work) {
        return work.onFailure(Failure.class).transform(ScimRefusals::of);
    }

    /** Unknown names, and names that are taken, have a type of their own. */
    public static Failure of(Failure failure) {
        if (failure instanceof ScimFailure) {
            return failure;
        }
        if (failure instanceof UnknownRole) {
            return new RoleNotFound(failure.getMessage());
        }
        if (failure instanceof UnknownName) {
            return ScimFailure.invalidValue(failure.getMessage());
        }
        if (failure instanceof LoginTaken taken) {
            return ScimFailure.taken("userName " + taken.reason());
        }
        if (failure instanceof ExtensionTaken) {
            return ScimFailure.taken(failure.getMessage());
        }
        return failure.code() == ErrorCode.BAD_REQUEST && !failure.violations().isEmpty()
                ? ScimFailure.invalidValue(text(failure.violations().get(0)))
                : failure;
    }

    private static String text(Violation violation) {
        int list = violation.field().indexOf('[');
        String attribute = list < 0 ? violation.field() : violation.field().substring(0, list);
        return NAMES.getOrDefault(attribute, violation.field()) + " " + violation.message();
    }
}
