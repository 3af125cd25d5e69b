package org.callroster.bootstrap;

import java.nio.file.Path;

import org.eclipse.microprofile.config.ConfigProvider;

/** Tells the operator how to get a token with a secret that was just created. */
public final class FirstStartMessage {

    private FirstStartMessage() {
    }

    /** Shows the secret itself only if standard output is a terminal, so that it does not end up in a log. */
    static String text(String tenant, String login, Path file, String secret) {
        String shown = System.console() == null ? "" : "  API secret: " + secret + "\n";
        return "\n" + shown + "  The API secret of " + login + " is in " + file + ". Get an access token:\n\n"
                + curl(tenant, login, "client_secret@" + file) + "\n";
    }

    /** {@code data} may be curl's {@code name@file} or {@code name=value}. */
    public static String curl(String tenant, String login, String data) {
        int port = ConfigProvider.getConfig().getOptionalValue("quarkus.http.port", Integer.class).orElse(8080);
        return "  curl http://localhost:" + port + "/configapi/v2/oauth/token -d grant_type=client_credentials"
                + " --data-urlencode " + quoted("tenant=" + tenant) + " --data-urlencode " + quoted("client_id=" + login)
                + " --data-urlencode " + quoted(data) + "\n";
    }

    /** Quotes any text as one word of a shell command. */
    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
