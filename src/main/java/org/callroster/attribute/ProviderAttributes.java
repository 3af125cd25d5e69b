package org.callroster.attribute;

import org.callroster.values.Checks;

/**
 * What only identity providers write of a user. Absent (null) values stay as they are, empty ones are cleared.
 *
 * @param loginId the new login id of an existing user; null for a new user
 * @param externalId the provider's own id of the user
 * @param profile a JSON object: attributes that are kept for the provider and have no meaning here
 * @param profileSearch further e-mail addresses and phones in the profile, a line each
 */
public record ProviderAttributes(String loginId, String externalId, String displayName, String profile, String profileSearch) {

    public static final ProviderAttributes NONE = new ProviderAttributes(null, null, null, null, null);
    /** In characters. */
    private static final int MOST_OF_A_PROFILE = 16 * 1024;

    /** Adds what is wrong, by the names of SCIM. */
    public Checks check(Checks checks) {
        return (loginId == null ? checks : checks.loginId("userName", loginId))
                .clearable("externalId", externalId, Checks.TEXT_LENGTH)
                .clearable("displayName", displayName, Checks.TEXT_LENGTH)
                .that(profile == null || profile.length() <= MOST_OF_A_PROFILE, "profile",
                        "attributes without a meaning in this service take over 16 KiB");
    }

    boolean isNothing() {
        return equals(NONE);
    }
}
