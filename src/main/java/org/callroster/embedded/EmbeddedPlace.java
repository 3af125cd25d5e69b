package org.callroster.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Whether this is a place for an embedded database.
 *
 * @param lambda an AWS Lambda function: what it writes is gone with the instance
 * @param shell whether there is one, without which PostgreSQL's own programs don't work
 */
public record EmbeddedPlace(boolean lambda, boolean shell) {

    public static EmbeddedPlace of(Map<String, String> environment) {
        return new EmbeddedPlace(environment.containsKey("AWS_LAMBDA_RUNTIME_API"), Files.exists(Path.of("/bin/sh")));
    }

    /** Fails with {@link IllegalStateException} if it is none. */
    public void check() {
        if (lambda) {
            throw no("on AWS Lambda nothing is kept");
        }
        if (!shell) {
            throw no("there is no shell here, which the embedded one needs");
        }
    }

    private static IllegalStateException no(String reason) {
        return new IllegalStateException("no database is named, and " + reason + ": set QUARKUS_DATASOURCE_REACTIVE_URL");
    }
}
