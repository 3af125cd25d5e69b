package org.callroster;

import java.util.List;
import java.util.stream.Stream;

import static io.restassured.RestAssured.get;

/** What {@code /q/metrics} tells, as Prometheus reads it. */
public final class Metrics {

    private Metrics() {
    }

    /** The lines of all series, without the comments. */
    public static List<String> series() {
        return get(Management.uri("/q/metrics")).then().statusCode(200).extract().asString().lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    /** The sum of the series of this name that bear all of these labels, written {@code name="value"}; 0 if there is none. */
    public static double sum(String name, String... labels) {
        return series().stream().filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> Stream.of(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }
}
