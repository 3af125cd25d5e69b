package org.callroster.console.login;

import java.util.List;

import org.callroster.console.Words;
import org.callroster.error.ErrorView;
import org.callroster.error.Violation;

/**
 * Why a page can't do what was asked.
 *
 * @param retryAfter in seconds; null unless trying again helps
 */
public record Problem(String title, String text, List<Violation> fields, String request, String retryAfter) {

    private static final int CHANGED = 412;

    static Problem of(int status, ErrorView error, String request, String retryAfter) {
        List<Violation> fields = error.violations() == null ? List.of() : error.violations();
        return new Problem(title(status), text(status, error), fields, request, retryAfter);
    }

    private static String text(int status, ErrorView error) {
        return status == CHANGED ? "It was changed after you had opened the page. Nothing of yours is saved."
                : Words.sentence(error.description());
    }

    private static String title(int status) {
        return switch (status) {
            case 400, 413, 415, 422 -> "This can’t be taken as it is";
            case 403 -> "You may not do this";
            case 404 -> "This does not exist";
            case 405 -> "This does not work here";
            case 409 -> "This is not possible now";
            case CHANGED -> "Changed meanwhile";
            case 429 -> "Too many tries";
            case 503 -> "The service is busy";
            default -> "Something went wrong";
        };
    }
}
