package org.callroster.wire;

import java.io.IOException;
import java.io.InputStream;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Bodies over 1 MiB are 413 (contract section 1): at once where the length is announced, else when that much has come. */
public class BodyLimit {

    private static final int MAX_BYTES = 1024 * 1024;

    @ServerRequestFilter(preMatching = true)
    public void check(ContainerRequestContext request) {
        String announced = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (announced != null && Long.parseLong(announced) > MAX_BYTES) {
            throw tooLarge();
        }
    }

    public static byte[] read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw tooLarge();
        }
        return bytes;
    }

    private static WebApplicationException tooLarge() {
        return new WebApplicationException(Status.REQUEST_ENTITY_TOO_LARGE);
    }
}
