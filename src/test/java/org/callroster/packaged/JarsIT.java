package org.callroster.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** The jars that the production jar needs to start. */
@DisabledIfSystemProperty(named = "callroster.executable", matches = ".+", disabledReason = "an executable has no jars")
class JarsIT {

    private static final Path FOLDER = Path.of("target", "quarkus-app");

    /** Above all the client libraries that tests use. */
    @Test
    void noneIsThereForTestsAlone() throws IOException {
        assertThat(jars().stream().map(jar -> jar.getFileName().toString())
                .filter(name -> name
                        .matches(".*(springframework|google\\.(oauth|http)-client|nimbusds|opencensus|rest-assured|junit).*"))
                .toList(), is(empty()));
    }

    /** Otherwise JDK 22 or later warns at every start. */
    @Test
    void theLibraryForFasterSignaturesMayBeLoaded() throws IOException {
        try (JarFile jar = new JarFile(FOLDER.resolve("quarkus-run.jar").toFile())) {
            assertEquals("ALL-UNNAMED", jar.getManifest().getMainAttributes().getValue("Enable-Native-Access"));
        }
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }
}
