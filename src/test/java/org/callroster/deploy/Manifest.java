package org.callroster.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;

/** One Kubernetes object. */
record Manifest(String source, JsonNode json) {

    static final Path FOLDER = Path.of("deploy", "kubernetes");

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String SCHEMAS = "io.kubernetes.client.openapi.models.";
    /** Kinds defined by an operator, for which the API has no schema. */
    private static final List<String> FOREIGN = List.of("ServiceMonitor");

    /** All objects in the folders. The files of Kustomize itself are not objects. */
    static List<Manifest> written() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml") && !file.endsWith("kustomization.yaml")).sorted()
                    .flatMap(file -> read(file.toString(), text(file)).stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Manifest> read(String source, String yaml) {
        try {
            return YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml).readAll().stream()
                    .map(json -> new Manifest(source, json)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String kind() {
        return json.path("kind").asText();
    }

    String name() {
        return json.at("/metadata/name").asText();
    }

    JsonNode pod() {
        return json.at("/spec/template/spec");
    }

    boolean hasPods() {
        return !pod().isMissingNode();
    }

    JsonNode container() {
        return pod().at("/containers/0");
    }

    JsonNode env(String name) {
        return StreamSupport.stream(container().path("env").spliterator(), false)
                .filter(env -> env.path("name").asText().equals(name)).findFirst().orElseThrow();
    }

    /** The labels of the pods that this object creates, not its own. */
    Map<String, String> podLabels() {
        return labels(json.at("/spec/template/metadata/labels"));
    }

    static Map<String, String> labels(JsonNode labels) {
        return YAML.convertValue(labels, new TypeReference<>() {
        });
    }

    /** Checks every field against the API's own schema. */
    void validate() {
        if (!FOREIGN.contains(kind())) {
            validate(JsonParser.parseString(json.toString()));
        }
    }

    private void validate(JsonElement element) {
        String version = json.path("apiVersion").asText().replaceFirst(".*/", "");
        try {
            Class.forName(SCHEMAS + version.toUpperCase() + kind()).getMethod("validateJsonElement", JsonElement.class)
                    .invoke(null, element);
        } catch (InvocationTargetException e) {
            throw new AssertionError(this + ": " + e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(this + " is of no kind that Kubernetes knows", e);
        }
    }

    @Override
    public String toString() {
        return source + " " + kind() + " " + name();
    }
}
