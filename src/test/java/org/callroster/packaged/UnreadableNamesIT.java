package org.callroster.packaged;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Names with an ü in a locale that has only ASCII. A shell writes them, because the test process may have the same locale. */
class UnreadableNamesIT {

    private static final String JAR = Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath().toString();
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String ADVICE = " letters that the locale of this process can't read: start it with LC_ALL=C.UTF-8";

    private Installation here;

    @BeforeEach
    void onlyForTheJar() {
        assumeTrue(System.getProperty("callroster.executable") == null, "an executable reads names in its own way");
        here = Installation.empty("unreadable-names");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CALLROSTER_DATA_DIR=$U $RUN                           | CALLROSTER_DATA_DIR holds
            CALLROSTER_BOOTSTRAP_FILE=$U.json $RUN                | CALLROSTER_BOOTSTRAP_FILE holds
            mkdir $U; cd $U; $RUN                                 | the folder it is started in has
            mkdir $U; cd $U; $RUN secret localhost admin          | the folder it is started in has
            mkdir $U; cd $U; $RUN health                          | the folder it is started in has
            echo CALLROSTER_DATA_DIR=$U > .env; $RUN              | callroster.data-dir has
            echo CALLROSTER_BOOTSTRAP_FILE=$U > .env; $RUN        | callroster.bootstrap.file has
            """)
    void startIsRefusedInOneSentence(String script, String reason) throws Exception {
        Process shell =
                new ProcessBuilder("sh", "-c", "export LC_ALL=C; U=$(printf 'd\\303\\274'); RUN=\"$0 -jar $1\"; " + script,
                        JAVA, JAR).directory(new File(here.folder().toString())).redirectErrorStream(true).start();
        String told = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, shell.waitFor(), told);
        assertThat(told, containsString("Callroster can't start: " + reason + ADVICE));
        assertThat(told, not(containsString("\tat ")));
    }
}
