package org.callroster.phone;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What an access number leads to, with its required and optional attributes (contract section 4). */
public enum NumberType {

    SCENARIO(Set.of("scenario"), Set.of("extension", "textOutService")),
    SOFTPHONE(Set.of("extension"), Set.of("textOutService")),
    PHONE(Set.of("extension", "displayName"), Set.of()),
    UNASSIGNED(Set.of(), Set.of());

    private final Set<String> required;
    private final Set<String> optional;

    NumberType(Set<String> required, Set<String> optional) {
        this.required = required;
        this.optional = optional;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean needs(String attribute) {
        return required.contains(attribute);
    }

    public boolean has(String attribute) {
        return required.contains(attribute) || optional.contains(attribute);
    }

    public static Optional<NumberType> labelled(String label) {
        return Arrays.stream(values()).filter(type -> type.label().equals(label)).findFirst();
    }

    static String labels() {
        return Arrays.stream(values()).map(NumberType::label).collect(Collectors.joining(", "));
    }
}
