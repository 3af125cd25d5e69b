package org.callroster.error;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The paths of SCIM, where errors have a form of their own (RFC 7644 §3.12). */
public final class ScimFace {

    public static final String BASE = "/scim/v2";
    /** For scripts written for the original. */
    public static final String VENDOR_BASE = "/configapi/v2/scim";
    public static final String MEDIA_TYPE = "application/scim+json";
    private static final int LONGEST = VENDOR_BASE.length() + 1;

    private ScimFace() {
    }

    private static final Map<String, String> RESOURCES = Stream
            .of("Users", "Groups", "Me", "ServiceProviderConfig", "ResourceTypes", "Schemas", "Bulk")
            .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), name -> name));

    /** The same path, with the kind of resource in its usual spelling: some clients write {@code /users}. */
    public static String canonical(String path) {
        int start = BASE.length() + 1;
        if (!path.startsWith(BASE + "/")) {
            return path;
        }
        int end = path.indexOf('/', start);
        String kind = end < 0 ? path.substring(start) : path.substring(start, end);
        return RESOURCES.containsKey(kind.toLowerCase(Locale.ROOT))
                ? BASE + "/" + RESOURCES.get(kind.toLowerCase(Locale.ROOT)) + (end < 0 ? "" : path.substring(end))
                : path;
    }

    /** @param path of a request */
    public static boolean contains(String path) {
        return isBelow(BASE, path) || isBelow(VENDOR_BASE, path);
    }

    private static boolean isBelow(String base, String path) {
        return path != null
                && (path.substring(0, Math.min(path.length(), LONGEST)).toLowerCase(Locale.ROOT) + "/").startsWith(base + "/");
    }
}
