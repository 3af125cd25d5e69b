package org.callroster.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Whether the embedded database can run in this environment.
 *
 * @param lambda whether this is an AWS Lambda function, which loses its files when the instance ends
 * @param shell whether there is a shell, which PostgreSQL's own programs need
 */
public record EmbeddedPlace(boolean lambda, boolean shell) {

    public static EmbeddedPlace of(Map<String, String> environment) {
        return new EmbeddedPlace(environment.containsKey("AWS_LAMBDA_RUNTIME_API"), Files.exists(Path.of("/bin/sh")));
    }

    /** Fails with {@link IllegalStateException} if it cannot run here. */
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
