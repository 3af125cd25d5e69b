package org.callroster.session;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.callroster.caller.Privilege;

/** The application a user logs in to (contract section 5). */
enum Application {

    AGENTDESKTOP("Agent Desktop"), WALLBOARD("Wallboard"), ADMIN("Admin");

    /** The name in {@code loginInfo}. */
    private final String appType;

    Application(String appType) {
        this.appType = appType;
    }

    static Optional<Application> named(String wire) {
        return Arrays.stream(values()).filter(a -> a.wire().equals(wire)).findFirst();
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    String appType() {
        return appType;
    }

    /** Whether a new login ends the user's older session. */
    boolean isSingle() {
        return this != ADMIN;
    }

    boolean isOpenTo(Set<Privilege> held) {
        return switch (this) {
            case AGENTDESKTOP -> held.contains(Privilege.USE_AGENT_DESKTOP);
            case WALLBOARD -> held.contains(Privilege.USE_WALLBOARD);
            case ADMIN -> held.stream().anyMatch(Privilege::isAdministrative);
        };
    }
}
