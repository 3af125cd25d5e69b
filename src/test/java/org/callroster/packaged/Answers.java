package org.callroster.packaged;

import java.net.http.HttpResponse;

/** Summarizes an answer in a word or two, for tallies. */
final class Answers {

    static final String DONE = "200";
    static final String UNAVAILABLE = "503 with Retry-After";

    private Answers() {
    }

    /** The status, with the body if the status is not an expected one. */
    static String outcome(HttpResponse<String> answer) {
        return switch (answer.statusCode()) {
            case 200 -> DONE;
            case 503 -> answer.headers().firstValue("Retry-After").isPresent() ? UNAVAILABLE : "503: " + answer.body();
            default -> answer.statusCode() + ": " + answer.body();
        };
    }
}
