package org.callroster.scim;

import java.util.Optional;
import java.util.UUID;

/** Ids of resources: UUIDs, in any case. */
public final class ScimIds {

    private static final int LENGTH = 36;

    private ScimIds() {
    }

    /** Empty for a text that no resource has as its id. */
    public static Optional<UUID> of(String text) {
        try {
            return text.length() == LENGTH ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
