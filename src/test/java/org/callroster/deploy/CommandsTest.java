package org.callroster.deploy;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;

/** The commands in our documentation and images. */
class CommandsTest {

    private static final String NOT_SERVING = ".*(quarkus-run\\.jar\"?,? \"?[a-z-]+|MIGRATE=only|java \\$JAVA_OPTS).*";

    /** A JVM without memory answers no calls, and may not even end when it is told to. */
    @Test
    void eachJvmThatServesEndsWhenItIsOutOfMemory() {
        Stream<String> files = Stream.of("README.md", "src/main/docker/Dockerfile.jvm", "pom.xml", "bench/service.sh");
        List<String> commands = Stream.concat(files, documents())
                .map(Path::of).map(Manifest::text)
                .flatMap(text -> text.replaceAll("\\\\\n", "").lines())
                .filter(line -> line.matches(".*(\\bjava |\"java\"|>java,|JAVA_OPTS=).*(quarkus-run.jar|CompileCommand).*"))
                .filter(line -> !line.matches(NOT_SERVING)).toList();
        assertThat(commands, hasSize(greaterThan(5)));
        assertThat(commands, everyItem(containsString("-XX:+ExitOnOutOfMemoryError")));
    }

    private static Stream<String> documents() {
        return Stream.of(new File("docs").list((folder, name) -> name.endsWith(".md"))).map(name -> "docs/" + name);
    }
}
