package org.callroster.console;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;

import org.callroster.Api;
import org.callroster.http.ConsolePath;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** The calls of the console as its classes have them, so that a test of all of them forgets none. */
final class ConsoleCalls {

    private static final String FILES = "/import/";

    private ConsoleCalls() {
    }

    /** Their names: {@code GET /users/{loginId}}. */
    static Set<String> all() {
        return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.callroster.console").stream().filter(type -> type.isAnnotatedWith(Path.class))
                .flatMap(ConsoleCalls::of).collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> all(String verb) {
        return all().stream().filter(name -> name.startsWith(verb + " ")).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> of(JavaClass resource) {
        String base = resource.getAnnotationOfType(Path.class).value().substring(ConsolePath.ROOT.length());
        return resource.getMethods().stream().flatMap(endpoint -> verbs(endpoint).map(verb -> verb + " " + base
                + endpoint.tryGetAnnotationOfType(Path.class).map(path -> "/" + path.value()).orElse("")));
    }

    private static Stream<String> verbs(JavaMethod endpoint) {
        return endpoint.getAnnotations().stream().flatMap(a -> a.getRawType().tryGetAnnotationOfType(HttpMethod.class).stream())
                .map(HttpMethod::value);
    }

    /**
     * A call with what it names, in braces.
     *
     * @param target below the path of the console, with a query
     * @param form empty for none
     */
    record Call(String verb, String target, String form) {

        /** {@code POST /users/{loginId}/edit lastName=Eve}. */
        static Call of(String line) {
            String[] parts = line.strip().split(" +");
            return new Call(parts[0], parts.length > 1 ? parts[1] : "", parts.length > 2 ? parts[2] : "");
        }

        static List<Call> lines(String lines) {
            return lines.lines().map(Call::of).toList();
        }

        /** As {@link ConsoleCalls#all} has it. */
        String name() {
            return verb + " " + target.split("\\?", 2)[0];
        }

        /** The call with these values for what it names. */
        Call naming(Map<String, String> values) {
            return new Call(verb, filled(target, values), filled(form, values));
        }

        private static String filled(String template, Map<String, String> values) {
            String filled = template;
            for (Map.Entry<String, String> value : values.entrySet()) {
                filled = filled.replace("{" + value.getKey() + "}", Api.path(value.getValue()));
            }
            return filled;
        }

        /** Files are sent as such. */
        Response send(RequestSpecification caller) {
            if (verb.equals(HttpMethod.GET)) {
                return caller.get(target);
            }
            return target.startsWith(FILES) ? caller.contentType("text/csv").body("loginId\nann\n").post(target)
                    : caller.contentType(ContentType.URLENC.withCharset("UTF-8")).body(form).post(target);
        }

        @Override
        public String toString() {
            return Stream.of(verb, target, form).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
        }
    }

    static Set<String> names(Stream<Call> calls) {
        return calls.map(Call::name).collect(Collectors.toCollection(TreeSet::new));
    }
}
