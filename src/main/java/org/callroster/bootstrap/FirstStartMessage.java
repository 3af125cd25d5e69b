package org.callroster.bootstrap;

import java.nio.file.Path;

import org.eclipse.microprofile.config.ConfigProvider;

/** Tells the operator how to log in, and how to get a token, with credentials that were just created. */
public final class FirstStartMessage {

    private FirstStartMessage() {
    }

    /**
     * Shows the credentials themselves only if standard output is a terminal, so that they do not end up in a log. Says nothing of
     * those that the operator chose.
     */
    static String text(FirstAdministrator admin) {
        return text(admin, System.console() != null);
    }

    static String text(FirstAdministrator admin, boolean terminal) {
        StringBuilder text = new StringBuilder();
        admin.password().ifPresent(password -> password.file().ifPresent(
                file -> text.append(terminal ? "\n  Password: " + password.value() : "").append(console(admin, file.path()))));
        admin.apiSecret().file().ifPresent(file -> text
                .append(terminal ? "\n  API secret: " + admin.apiSecret().value() : "").append(token(admin, file.path())));
        return text.toString();
    }

    private static String console(FirstAdministrator admin, Path password) {
        return "\n  The console is at http://localhost:" + port() + "/console. Log in as " + admin.login() + " of the tenant "
                + admin.tenant() + " with the password in " + password + ".\n";
    }

    private static String token(FirstAdministrator admin, Path secret) {
        return "\n  The API secret of " + admin.login() + " is in " + secret + ". Get an access token:\n\n"
                + curl(admin.tenant(), admin.login(), "client_secret@" + secret) + "\n";
    }

    /** {@code data} may be curl's {@code name@file} or {@code name=value}. */
    public static String curl(String tenant, String login, String data) {
        return "  curl http://localhost:" + port() + "/configapi/v2/oauth/token -d grant_type=client_credentials"
                + " --data-urlencode " + quoted("tenant=" + tenant) + " --data-urlencode " + quoted("client_id=" + login)
                + " --data-urlencode " + quoted(data) + "\n";
    }

    private static int port() {
        return ConfigProvider.getConfig().getOptionalValue("quarkus.http.port", Integer.class).orElse(8080);
    }

    /** Quotes any text as one word of a shell command. */
    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
