package org.callroster.bootstrap;

import java.nio.file.Path;
import java.util.Optional;

import org.callroster.bootstrap.FirstAdministrator.Credential;
import org.callroster.installation.SecretFile;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

class FirstStartMessageTest {

    private static final Credential SECRET = kept("the-secret-itself", "admin-secret");
    private static final Credential PASSWORD = kept("the-password-itself", "admin-password");
    private static final FirstAdministrator GENERATED = administrator(SECRET, Optional.of(PASSWORD));

    @Test
    void lineCanBePasted() {
        assertThat(FirstStartMessage.curl("example.com", "admin", "client_secret@data/admin-secret"), containsString(
                "/configapi/v2/oauth/token -d grant_type=client_credentials --data-urlencode 'tenant=example.com'"
                        + " --data-urlencode 'client_id=admin' --data-urlencode 'client_secret@data/admin-secret'\n"));
    }

    @Test
    void quoteInALoginStaysInsideItsWord() {
        assertThat(FirstStartMessage.curl("example.com", "jeanne d'arcy", "client_secret=x"),
                containsString("'client_id=jeanne d'\\''arcy'"));
    }

    @Test
    void credentialsAreShownToNobodyButATerminal() {
        String logged = FirstStartMessage.text(GENERATED, false);
        assertThat(logged, not(containsString("the-secret-itself")));
        assertThat(logged, not(containsString("the-password-itself")));
        String shown = FirstStartMessage.text(GENERATED, true);
        assertThat(shown, containsString("\n  API secret: the-secret-itself\n"));
        assertThat(shown, containsString("\n  Password: the-password-itself\n"));
        assertEquals(logged, FirstStartMessage.text(GENERATED));
    }

    @Test
    void itSaysWhereTheConsoleAndTheCredentialsAre() {
        String text = FirstStartMessage.text(GENERATED, false);
        assertThat(text, containsString("The API secret of admin is in data/admin-secret."));
        assertThat(text, matchesPattern("(?s).*The console is at http://localhost:\\d+/console\\. Log in as admin of the tenant"
                + " example\\.com with the password in data/admin-password\\.\n.*"));
        assertEquals(1, text.split("curl ", -1).length - 1);
    }

    @Test
    void whatTheOperatorChoseIsNotTold() {
        Credential chosen = Credential.given("chosen");
        String onlyPassword = FirstStartMessage.text(administrator(chosen, Optional.of(PASSWORD)), true);
        assertThat(onlyPassword, containsString("data/admin-password"));
        assertThat(onlyPassword, not(containsString("API secret")));
        String onlySecret = FirstStartMessage.text(administrator(SECRET, Optional.of(chosen)), true);
        assertThat(onlySecret, containsString("data/admin-secret"));
        assertThat(onlySecret, not(containsString("chosen")));
        assertEquals("", FirstStartMessage.text(administrator(chosen, Optional.of(chosen)), true));
        assertEquals("", FirstStartMessage.text(administrator(chosen, Optional.empty()), true));
    }

    private static FirstAdministrator administrator(Credential apiSecret, Optional<Credential> password) {
        return new FirstAdministrator("example.com", "admin", apiSecret, password);
    }

    private static Credential kept(String value, String name) {
        return Credential.generated(value, SecretFile.in(Path.of("data"), name));
    }
}
