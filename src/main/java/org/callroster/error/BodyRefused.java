package org.callroster.error;

import java.time.Duration;

/** Answers a request before its whole body has arrived. The rest is not read; the connection is closed. */
public final class BodyRefused extends Failure {

    private static final long serialVersionUID = 1;
    private static final int KIB = 1024;

    private BodyRefused(ErrorCode code, String description) {
        super(code, description);
    }

    public static BodyRefused tooLarge(int limit) {
        String size = limit < KIB * KIB ? limit / KIB + " KiB" : limit / KIB / KIB + " MiB";
        return new BodyRefused(ErrorCode.PAYLOAD_TOO_LARGE, "the body is over " + size);
    }

    public static BodyRefused late(Duration patience) {
        return new BodyRefused(ErrorCode.BAD_REQUEST, "the body did not arrive within " + patience.toSeconds() + " seconds");
    }

    public static BodyRefused crowdedOut() {
        return new BodyRefused(ErrorCode.UNAVAILABLE, "the service is receiving too many request bodies, try again");
    }
}
