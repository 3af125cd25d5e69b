package org.callroster.tenant;

import java.util.Locale;
import java.util.UUID;

/** One contact centre. The first parameter of every service and repository method: no query goes without it. */
public record Tenant(UUID id, String name) {

    /** In the place of a tenant that nobody has heard of. */
    public static final Tenant UNKNOWN = new Tenant(new UUID(0, 0), "");

    /** A tenant URL as names are compared: lower case, without scheme, port, path and final dot (contract section 2). */
    public static String canonical(String url) {
        return url.strip().toLowerCase(Locale.ROOT)
                .replaceFirst("^[a-z][a-z0-9+.-]*://", "")
                .replaceFirst("[/?#].*$", "")
                .replaceFirst(":[0-9]*$", "")
                .replaceFirst("\\.$", "");
    }
}
