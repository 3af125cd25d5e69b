package org.callroster.tenant;

import java.util.Locale;
import java.util.UUID;

import org.callroster.values.Checks;

/** One contact centre. The first parameter of every service and repository method: no query runs without it. */
public record Tenant(UUID id, String name) {

    private static final int TAG_LENGTH = 8;

    /** Stands for a tenant that does not exist. */
    public static final Tenant UNKNOWN = new Tenant(new UUID(0, 0), "");

    /** The last eight hexadecimal digits of the id, random and unique: see {@link TenantTags}. */
    public String tag() {
        String text = id.toString();
        return text.substring(text.length() - TAG_LENGTH);
    }

    /**
     * A tenant URL in the form in which names are compared: lower case, without scheme, port, path and final dot (contract
     * section 2). Empty, which is not any tenant's name, if it is too long.
     */
    public static String canonical(String url) {
        return Checks.isLonger(url, Checks.TEXT_LENGTH) ? "" : host(url.strip().toLowerCase(Locale.ROOT));
    }

    private static String host(String url) {
        String authority = before("/?#", withoutScheme(url));
        String host = withoutPort(authority);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static String withoutScheme(String url) {
        int end = url.indexOf("://");
        return end > 0 && before("/?#", url).length() > end ? url.substring(end + 3) : url;
    }

    /** The text before the first of these characters. */
    private static String before(String ends, String text) {
        int end = 0;
        while (end < text.length() && ends.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(0, end);
    }

    private static String withoutPort(String authority) {
        int colon = authority.lastIndexOf(':');
        boolean isPort = colon >= 0 && authority.chars().skip(colon + 1L).allMatch(c -> c >= '0' && c <= '9');
        return isPort ? authority.substring(0, colon) : authority;
    }
}
