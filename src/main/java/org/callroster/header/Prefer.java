package org.callroster.header;

import java.util.List;

/** Reads {@code Prefer} headers (RFC 7240). */
public final class Prefer {

    public static final String HEADER = "Prefer";
    public static final String APPLIED = "Preference-Applied";
    public static final String REPRESENTATION = "return=representation";

    private static final String RETURN = "return=";

    private Prefer() {
    }

    /** Whether the caller wants to see the result of a change. Of several {@code return} preferences the first counts. */
    public static boolean representation(List<String> headers) {
        return ListHeader.elements(headers).stream().map(element -> ListHeader.split(element, ';').get(0))
                .map(Prefer::withoutSpacesAroundEquals)
                .filter(preference -> preference.regionMatches(true, 0, RETURN, 0, RETURN.length()))
                .map(preference -> preference.substring(RETURN.length())).findFirst()
                .filter(value -> value.equals("representation") || value.equals("\"representation\"")).isPresent();
    }

    /** Whether the caller wants to wait for the end of what it starts. */
    public static boolean waits(List<String> headers) {
        return ListHeader.elements(headers).stream().map(element -> ListHeader.split(element, ';').get(0).strip())
                .anyMatch(preference -> preference.equalsIgnoreCase("wait"));
    }

    /** Spaces are allowed here, unlike in most headers. */
    private static String withoutSpacesAroundEquals(String preference) {
        int equals = preference.indexOf('=');
        return equals < 0 ? preference
                : preference.substring(0, equals).strip() + "=" + preference.substring(equals + 1).strip();
    }
}
