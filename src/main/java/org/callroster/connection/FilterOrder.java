package org.callroster.connection;

import jakarta.ws.rs.Priorities;

/** The order of all filters that a request passes before its resource. In this package so that all others can name it. */
public final class FilterOrder {

    // Filters of every request, known path or not: the highest number first.

    public static final int PIPELINING = 1_020;
    /** Before those that answer, because it ends connections. */
    public static final int DRAIN = 1_010;
    public static final int REQUEST_ID = 1_000;
    /** Before any filter that answers: requests refused there are counted and traced under one name. */
    public static final int UNKNOWN_PATH = 995;
    public static final int SECURITY_HEADERS = 990;
    /** Before any filter that answers: after a request with an unclear end the connection must close. */
    public static final int FRAMING = 980;
    /** Before the filters that refuse, so that pages can read their refusals. */
    public static final int CORS = 970;
    /** May restart the filters with a well-formed target. Those below it only ever see such a target. */
    public static final int REQUEST_CHECKS = 960;
    public static final int DEADLINE = 950;
    public static final int LENIENT_REQUESTS = 900;
    public static final int NO_STORE = 800;
    /** After the checks, so that it sees one spelling of each path. */
    public static final int CONSOLE = 790;
    public static final int CLIENT_ADDRESS = 700;
    public static final int ORIGIN = 690;
    /** After Quarkus' own CORS filter, which has 300. */
    public static final int CORS_RESTORED = 299;

    // Routes: the lowest number first.

    public static final int MANAGEMENT_PIPELINING = Integer.MIN_VALUE;
    /** Before Quarkus' own failure handler, which is last. */
    public static final int FAILURES = Integer.MAX_VALUE - 1;

    // Filters of the resources: the lowest number first. Those of the first step run before the resource is found.

    public static final int OPTIONS = Priorities.USER;
    public static final int SAME_ORIGIN = Priorities.USER + 2;
    public static final int ANNOUNCED_BODY = Priorities.USER + 1;

    public static final int RATE_LIMITS = Priorities.USER;
    public static final int QUERY = Priorities.USER + 1;
    public static final int BODY = Priorities.USER + 2;

    private FilterOrder() {
    }
}
