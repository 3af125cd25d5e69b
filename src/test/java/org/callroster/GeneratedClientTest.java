package org.callroster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The walk of the generated client is compiled and run by the profile {@code clients} only, so that it is easily forgotten. */
class GeneratedClientTest {

    private static final Path WALK = Path.of("src/clients/java/org/callroster/packaged/GeneratedClientIT.java");

    @Test
    void itMakesEveryCallOfTheDocument() throws IOException {
        String walk = Files.readString(WALK);
        List<String> forgotten = ContractCalls.operationIds().entrySet().stream()
                .filter(call -> ContractCalls.isForGeneratedClients(call.getKey()))
                .filter(call -> !walk.contains("." + call.getValue() + "(")
                        && !walk.contains("." + call.getValue() + "WithHttpInfo("))
                .map(call -> call.getKey()).toList();
        assertEquals(List.of(), forgotten);
    }
}
