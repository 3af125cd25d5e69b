package org.callroster.deploy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The manifests for a cluster, as they are in the files. */
class ManifestsTest {

    static Stream<Manifest> all() {
        return Manifest.written().stream();
    }

    static Stream<Manifest> withPods() {
        return all().filter(Manifest::hasPods);
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyObjectFitsTheSchemaOfItsKind(Manifest object) {
        object.validate();
    }

    /** Otherwise the check above could pass without checking anything. */
    @Test
    void fieldOrKindThatKubernetesDoesNotKnowIsFound() {
        String service = "apiVersion: v1\nkind: Service\nmetadata:\n  name: a\nspec:\n  %s: []\n";
        read(service.formatted("ports")).validate();
        assertThrows(AssertionError.class, () -> read(service.formatted("prots")).validate());
        assertThrows(AssertionError.class, () -> read("apiVersion: v1\nkind: Servant\n").validate());
    }

    /** The restricted profile of the Pod Security Standards, and a read-only root file system. */
    @ParameterizedTest
    @MethodSource("withPods")
    void podsHaveNoRightsTheyDoNotNeed(Manifest object) {
        assertTrue(object.pod().at("/securityContext/runAsNonRoot").asBoolean());
        assertEquals("RuntimeDefault", object.pod().at("/securityContext/seccompProfile/type").asText());
        assertFalse(object.pod().path("automountServiceAccountToken").asBoolean(true));
        assertFalse(object.pod().path("enableServiceLinks").asBoolean(true));
        JsonNode security = object.container().path("securityContext");
        assertFalse(security.path("allowPrivilegeEscalation").asBoolean(true));
        assertTrue(security.path("readOnlyRootFilesystem").asBoolean());
        assertEquals("[\"ALL\"]", security.at("/capabilities/drop").toString());
        assertTrue(texts(object.container().path("volumeMounts"), "mountPath").anyMatch("/tmp"::equals));
        assertFalse(object.container().at("/resources/limits/memory").isMissingNode());
    }

    @ParameterizedTest
    @MethodSource("withPods")
    void whatIsSecretComesFromTheSecret(Manifest object) {
        Stream<JsonNode> secret = elements(object.container().path("env"))
                .filter(env -> env.path("name").asText().matches(".*(PASSWORD|KEY|SECRET|USER).*"));
        assertTrue(secret.allMatch(env -> env.at("/valueFrom/secretKeyRef/name").asText().equals("callroster")));
    }

    @ParameterizedTest
    @CsvSource({ "startupProbe,/q/health/started", "livenessProbe,/q/health/live", "readinessProbe,/q/health/ready" })
    void eachProbeAsksItsOwnQuestion(String probe, String path) {
        JsonNode get = deployment().container().path(probe).path("httpGet");
        assertEquals(path, get.path("path").asText());
        assertEquals("management", get.path("port").asText());
    }

    @Test
    void probesReachTheirPortAndClientsDoNot() {
        assertEquals("0.0.0.0", deployment().env("QUARKUS_MANAGEMENT_HOST").path("value").asText());
        assertTrue(elements(deployment().container().path("ports")).anyMatch(
                port -> port.path("name").asText().equals("management") && port.path("containerPort").asInt() == 9000));
        assertEquals(List.of("http"), texts(one("Service", "callroster").json().at("/spec/ports"), "targetPort").toList());
        List<JsonNode> ingress = elements(one("NetworkPolicy", "callroster").json().at("/spec/ingress")).toList();
        assertEquals(List.of("http", "management"), ingress.stream().map(rule -> rule.at("/ports/0/port").asText()).toList());
        assertEquals(List.of("ingress-nginx", "monitoring"), ingress.stream()
                .map(rule -> rule.at("/from/0/namespaceSelector/matchExpressions/0/values/0").asText()).toList());
    }

    @Test
    void jobMigratesAndTheServiceDoesNot() {
        assertEquals("only", one("Job", "callroster-migration").env("CALLROSTER_MIGRATE").path("value").asText());
        assertEquals("off", deployment().env("CALLROSTER_MIGRATE").path("value").asText());
    }

    @Test
    void podIsGivenLongerToStopThanItTakes() {
        Duration delay = duration(Path.of("deploy/kubernetes/base/kustomization.yaml"), "QUARKUS_SHUTDOWN_DELAY=(\\d+S)");
        Duration timeout = duration(Path.of("src/main/resources/application.properties"), "quarkus.shutdown.timeout=(\\d+S)");
        assertThat(deployment().pod().path("terminationGracePeriodSeconds").asLong(),
                greaterThan(delay.plus(timeout).toSeconds()));
    }

    @Test
    void allThatChooseThePodsFindThem() {
        Map<String, String> labels = deployment().podLabels();
        List.of(deployment().json().at("/spec/selector/matchLabels"),
                one("Service", "callroster").json().at("/spec/selector"),
                one("PodDisruptionBudget", "callroster").json().at("/spec/selector/matchLabels"),
                one("NetworkPolicy", "callroster").json().at("/spec/podSelector/matchLabels"),
                deployment().pod().at("/topologySpreadConstraints/0/labelSelector/matchLabels"))
                .forEach(selector -> assertSelects(selector, labels));
        assertEquals("callroster",
                one("HorizontalPodAutoscaler", "callroster").json().at("/spec/scaleTargetRef/name").asText());
    }

    /** ServiceMonitor is a kind of the Prometheus operator, for which the API has no schema. */
    @Test
    void prometheusReadsTheMetricsOfTheService() {
        Manifest monitor = one("ServiceMonitor", "callroster");
        assertEquals("monitoring.coreos.com/v1", monitor.json().path("apiVersion").asText());
        assertSelects(monitor.json().at("/spec/selector/matchLabels"),
                Manifest.labels(one("Service", "callroster-management").json().at("/metadata/labels")));
        assertSelects(one("Service", "callroster-management").json().at("/spec/selector"), deployment().podLabels());
        JsonNode endpoint = monitor.json().at("/spec/endpoints/0");
        assertEquals("/q/metrics", endpoint.path("path").asText());
        assertEquals(one("Service", "callroster-management").json().at("/spec/ports/0/name"), endpoint.path("port"));
    }

    private static void assertSelects(JsonNode selector, Map<String, String> labels) {
        assertFalse(selector.isEmpty());
        assertTrue(labels.entrySet().containsAll(Manifest.labels(selector).entrySet()), selector + " of " + labels);
    }

    private static Duration duration(Path file, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(Manifest.text(file));
        assertTrue(found.find(), pattern);
        return Duration.parse("PT" + found.group(1));
    }

    private static Manifest deployment() {
        return one("Deployment", "callroster");
    }

    private static Manifest one(String kind, String name) {
        return all().filter(object -> object.kind().equals(kind) && object.name().equals(name)).findFirst().orElseThrow();
    }

    private static Manifest read(String yaml) {
        return Manifest.read("here", yaml).get(0);
    }

    private static Stream<String> texts(JsonNode array, String field) {
        return elements(array).map(element -> element.path(field).asText());
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
