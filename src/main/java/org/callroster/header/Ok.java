package org.callroster.header;

import java.nio.charset.StandardCharsets;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The answer of calls that return nothing: the two bytes {@code OK} labelled {@code application/json} (contract section 3). */
public final class Ok {

    private static final byte[] BODY = "OK".getBytes(StandardCharsets.US_ASCII);

    private Ok() {
    }

    public static ResponseBuilder<byte[]> builder() {
        return ResponseBuilder.ok(BODY);
    }

    public static RestResponse<byte[]> answer() {
        return builder().build();
    }
}
