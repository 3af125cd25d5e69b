package org.callroster.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

/** The overlays, as kubectl renders them. */
@Tag("faults")
class KustomizeIT {

    @ParameterizedTest
    @ValueSource(strings = { "production", "try-out" })
    void everyObjectOfAnOverlayFitsTheSchemaOfItsKind(String overlay) throws Exception {
        List<Manifest> objects = rendered(overlay);
        objects.forEach(Manifest::validate);
        objects.forEach(
                object -> assertEquals("callroster", object.json().at("/metadata/namespace").asText(), object::toString));
    }

    @ParameterizedTest
    @ValueSource(strings = { "production", "try-out" })
    void podsFindTheirSettingsAndAnImageWithAVersion(String overlay) throws Exception {
        List<Manifest> objects = rendered(overlay);
        Set<String> settings = objects.stream().filter(object -> object.kind().equals("ConfigMap")).map(Manifest::name)
                .collect(Collectors.toSet());
        List<Manifest> ours = objects.stream().filter(Manifest::hasPods)
                .filter(object -> !object.kind().equals("StatefulSet")).toList();
        assertFalse(ours.isEmpty());
        ours.forEach(object -> {
            assertTrue(settings.contains(object.container().at("/envFrom/0/configMapRef/name").asText()), object::toString);
            assertTrue(object.container().path("image").asText().matches(".*callroster:[0-9.]+"), object::toString);
        });
    }

    private static List<Manifest> rendered(String overlay) throws Exception {
        Process process = kubectl(Manifest.FOLDER.resolve("overlays").resolve(overlay).toString());
        String yaml = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        return Manifest.read(overlay, yaml);
    }

    private static Process kubectl(String folder) {
        try {
            return new ProcessBuilder("kubectl", "kustomize", folder).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException e) {
            return abort("kubectl is not installed");
        }
    }
}
