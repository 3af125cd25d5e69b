package org.callroster.bootstrap;

import java.nio.file.Path;

import org.eclipse.microprofile.config.ConfigProvider;

/** What the operator reads after a secret was made: how to get a token with it. */
public final class FirstStartMessage {

    private FirstStartMessage() {
    }

    /** The secret itself only where standard output is a terminal, so that it ends in no log. */
    static String text(String tenant, String login, Path file, String secret) {
        String shown = System.console() == null ? "" : "  API secret: " + secret + "\n";
        return "\n" + shown + "  The API secret of " + login + " is in " + file + ". Get an access token:\n\n"
                + curl(tenant, login, "client_secret@" + file) + "\n";
    }

    /** For {@code data}, curl's {@code name@file} and {@code name=value} both do. */
    public static String curl(String tenant, String login, String data) {
        int port = ConfigProvider.getConfig().getOptionalValue("quarkus.http.port", Integer.class).orElse(8080);
        return "  curl http://localhost:" + port + "/configapi/v2/oauth/token -d grant_type=client_credentials"
                + " --data-urlencode " + quoted("tenant=" + tenant) + " --data-urlencode " + quoted("client_id=" + login)
                + " --data-urlencode " + quoted(data) + "\n";
    }

    /** One word of a shell, whatever is in it. */
    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
