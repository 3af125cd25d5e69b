package org.callroster.embedded;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class EmbeddedPlaceTest {

    @Test
    void ordinaryMachineWillDo() {
        assertDoesNotThrow(EmbeddedPlace.of(Map.of("AWS_REGION", "eu-west-1"))::check);
    }

    @Test
    void lambdaFunctionKeepsNothing() {
        assertRefuses(EmbeddedPlace.of(Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001")), "on AWS Lambda nothing is kept");
    }

    @Test
    void imageWithoutAShellRunsNoServer() {
        assertRefuses(new EmbeddedPlace(false, false), "there is no shell here, which the embedded one needs");
    }

    private static void assertRefuses(EmbeddedPlace place, String reason) {
        assertEquals("no database is named, and " + reason + ": set QUARKUS_DATASOURCE_REACTIVE_URL",
                assertThrows(IllegalStateException.class, place::check).getMessage());
    }
}
