package org.callroster.error;

/** The order in which filters see a request, the highest first. */
public final class FilterOrder {

    public static final int REQUEST_ID = 1_000;
    /** Before any filter that answers: what is refused there is counted and traced under one name. */
    public static final int UNKNOWN_PATH = 995;
    public static final int SAFE_ANSWER = 990;
    /** Before any filter that answers: after a request with an unclear end the connection must close. */
    public static final int FRAMING = 980;
    /** Before the filters that refuse, so that pages can read their refusals. */
    public static final int CORS = 970;
    /** May start the filters again, with a target that can be read. Those below it never see another one. */
    public static final int TARGET = 960;
    public static final int LIBERAL = 900;
    public static final int NO_STORE = 800;
    /** Quarkus' own CORS filter has 300. */
    public static final int AFTER_QUARKUS_CORS = 299;

    private FilterOrder() {
    }
}
