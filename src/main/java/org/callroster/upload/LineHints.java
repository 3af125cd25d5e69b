package org.callroster.upload;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.attribute.UserAttributes;
import org.callroster.error.Violation;
import org.callroster.http.EventLoops;
import org.callroster.tenant.Tenant;
import org.callroster.upload.LineHintRepository.Names;
import org.callroster.values.NearestName;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Explains lines that are about to fail, and warns of those that a spreadsheet has probably changed. Decides nothing: what is
 * found may change before the lines are done.
 */
@ApplicationScoped
public class LineHints {

    /** The distinct names for which a near one is looked for. */
    private static final int MOST_NEAR = 10;
    /** Of such a name. Comparing takes time that grows with the product of two lengths. */
    private static final int LONGEST_NEAR = 64;

    /** A name in a field of a line. */
    private record Used(String field, String name) {

        boolean isIn(Names names) {
            return names.in(field).contains(name);
        }
    }

    /**
     * @param unknown names that don't exist, with the nearest that does
     * @param warning null for none
     */
    public record Hint(List<Violation> unknown, String warning) {

        public static final Hint NONE = new Hint(List.of(), null);
    }

    private final LineHintRepository names;

    LineHints(LineHintRepository names) {
        this.names = names;
    }

    /** By the number of the line; lines without a hint are absent. The lines that are not refused must have been checked. */
    public Uni<Map<Long, Hint>> of(Tenant tenant, List<UserLine> lines) {
        List<UserLine> readable = lines.stream().filter(line -> !line.isRefused()).toList();
        Set<Used> used = readable.stream().flatMap(line -> used(line.attributes())).collect(Collectors.toSet());
        boolean hasExtensions = readable.stream().anyMatch(line -> line.attributes().extension() != null);
        return used.isEmpty() && !hasExtensions ? Uni.createFrom().item(Map.of()) : hints(tenant, readable, used);
    }

    private Uni<Map<Long, Hint>> hints(Tenant tenant, List<UserLine> readable, Set<Used> used) {
        return names.known(tenant, named(used, "team"), named(used, "roles"), named(used, "skills"))
                .chain(known -> near(tenant, used.stream().filter(one -> !one.isIn(known)).toList())
                        .map(near -> hints(readable, near, known)));
    }

    private static Stream<Used> used(UserAttributes attributes) {
        return Stream.of(
                attributes.team() == null ? Stream.<Used>of() : Stream.of(new Used("team", attributes.team())),
                attributes.roles() == null ? Stream.<Used>of()
                        : attributes.roles().stream().map(name -> new Used("roles", name)),
                attributes.skills() == null ? Stream.<Used>of()
                        : attributes.skills().keySet().stream().map(name -> new Used("skills", name)))
                .flatMap(some -> some);
    }

    private static String[] named(Collection<Used> used, String field) {
        return used.stream().filter(one -> one.field.equals(field)).map(Used::name).toArray(String[]::new);
    }

    /** What is wrong with each name that does not exist. Comparing takes a while, so it leaves the event loop. */
    private Uni<Map<Used, Violation>> near(Tenant tenant, List<Used> missing) {
        return missing.isEmpty() ? Uni.createFrom().item(Map.of())
                : names.all(tenant).emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(all -> violations(missing, all)).emitOn(EventLoops.current());
    }

    private static Map<Used, Violation> violations(List<Used> missing, Names all) {
        Map<Used, Violation> violations = new HashMap<>();
        for (Used one : missing) {
            String near = violations.size() < MOST_NEAR && one.name.length() <= LONGEST_NEAR ? near(one, all) : "";
            violations.put(one, new Violation(one.field, "there is no " + singular(one.field) + " " + one.name + near));
        }
        return violations;
    }

    /** {@code role} for {@code roles}. */
    private static String singular(String field) {
        return field.endsWith("s") ? field.substring(0, field.length() - 1) : field;
    }

    private static String near(Used missing, Names all) {
        return NearestName.to(missing.name, all.in(missing.field)).map(name -> "; " + name + " is near").orElse("");
    }

    private static Map<Long, Hint> hints(List<UserLine> lines, Map<Used, Violation> unknown, Names known) {
        int digits = known.in("pool").stream().mapToInt(String::length).findFirst().orElse(0);
        Map<Long, Hint> hints = new HashMap<>();
        for (UserLine line : lines) {
            List<Violation> wrong = used(line.attributes()).map(unknown::get).filter(violation -> violation != null).toList();
            String warning = warning(line.attributes().extension(), digits);
            if (!wrong.isEmpty() || warning != null) {
                hints.put(line.number(), new Hint(wrong, warning));
            }
        }
        return hints;
    }

    /** Spreadsheets drop zeros at the beginning. */
    private static String warning(String extension, int digits) {
        return extension == null || extension.isEmpty() || extension.length() >= digits ? null
                : "extension " + extension + " is shorter than the " + digits
                        + " digits of the pool: leading zeros may be lost";
    }
}
