package org.callroster.http;

/** The paths of the console, whose pages are for people. */
public final class ConsolePath {

    public static final String ROOT = "/console";
    /** What pages load; served by no resource. */
    public static final String FILES = "/console/lib/";

    private ConsolePath() {
    }

    /** @param path of a request, normalized */
    public static boolean contains(String path) {
        return path != null && path.startsWith(ROOT) && (path.length() == ROOT.length() || path.charAt(ROOT.length()) == '/');
    }
}
