package org.callroster.packaged;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.callroster.Walk;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.restassured.RestAssured;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Makes each call on the packaged service, to show that everything it needs is packaged: an archive of classes, a file, or
 * a record that only a library accesses. Other tests check that the answers are right in all cases.
 */
class EveryCallIT {

    private static final String SECRET = "example-only-secret-never-use-in-production-0001";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

    private static Installation installation;
    private static Service service;

    @BeforeAll
    static void start() throws IOException {
        Recording.prepare();
        installation = Installation.empty("every-call");
        service = installation.start(Map.of("CALLROSTER_DATA_DIR", installation.data().toString(),
                "CALLROSTER_BOOTSTRAP_FILE", Path.of("examples", "example.com.json").toAbsolutePath().toString())).awaitReady();
    }

    @AfterAll
    static void end() {
        service.close();
        installation.stopPostmasters();
    }

    @Test
    void everyCallOfTheDocumentWorks() throws Exception {
        assertEquals(documented(), new Walk(service.port(), "example.com", SECRET).everyCall());
        if (Recording.WANTED) {
            new ShortLoad(service, "example.com", SECRET).run();
        }
        assertEquals(143, service.terminate(), service.errors());
        Recording.keep();
    }

    private static Set<String> documented() {
        Map<String, Map<String, Object>> paths =
                RestAssured.given().port(service.port()).get("/q/openapi?format=json").then().statusCode(200).extract()
                        .path("paths");
        Set<String> calls = new TreeSet<>();
        paths.forEach((path, methods) -> methods.keySet().stream().filter(METHODS::contains)
                .forEach(method -> calls.add(method.toUpperCase() + " " + path)));
        return calls;
    }
}
