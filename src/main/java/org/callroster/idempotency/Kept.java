package org.callroster.idempotency;

import java.util.LinkedHashMap;
import java.util.Map;

import org.callroster.error.ErrorCode;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * What is kept of an answer.
 *
 * @param status 409: a repeated call gets the body as the description of this error
 * @param body bytes that are sent as they are, or what becomes JSON
 */
record Kept(int status, Map<String, String> headers, Object body) {

    static Kept of(RestResponse<?> answer) {
        Map<String, String> headers = new LinkedHashMap<>();
        answer.getHeaders().forEach((name, values) -> headers.put(name, String.valueOf(values.get(0))));
        return new Kept(answer.getStatus(), headers, answer.getEntity());
    }

    /** @param made names what was made, without its secret */
    static Kept secret(String made) {
        return new Kept(ErrorCode.CONFLICT.status(), Map.of(), made + " was made before; it was shown once");
    }
}
