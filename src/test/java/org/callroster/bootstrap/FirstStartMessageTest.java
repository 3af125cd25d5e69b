package org.callroster.bootstrap;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

class FirstStartMessageTest {

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
    void secretIsShownToNobodyButATerminal() {
        String text = FirstStartMessage.text("example.com", "admin", Path.of("data/admin-secret"), "the-secret-itself");
        assertThat(text, not(containsString("the-secret-itself")));
        assertThat(text, containsString("The API secret of admin is in data/admin-secret."));
        assertEquals(1, text.split("curl ", -1).length - 1);
    }
}
