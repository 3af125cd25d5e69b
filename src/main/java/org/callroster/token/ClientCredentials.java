package org.callroster.token;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.tenant.Tenant;

/**
 * How a client proves who it is (RFC 6749 §2.3.1), and in which tenant (contract section 2).
 *
 * @param tenants the canonical names that may tell the tenant, the best first
 * @param mayBeOnlyTenant whether the only tenant of the host is meant where none has such a name
 * @param from the client's address
 */
record ClientCredentials(List<String> tenants, boolean mayBeOnlyTenant, String clientId, String clientSecret,
        boolean byBasic, InetAddress from) {

    /** Fails with 400 {@code invalid_request}, or with 401 {@code invalid_client} for a Basic header that can't be read. */
    static ClientCredentials read(OAuthCall call) {
        String[] client = client(call);
        return new ClientCredentials(names(call), call.form().optional("tenant") == null, client[0], client[1],
                call.hasBasic(), call.from());
    }

    private static List<String> names(OAuthCall call) {
        String tenant = call.form().optional("tenant");
        String scope = call.scope();
        Stream<String> candidates =
                tenant == null ? Stream.of(scope == null ? "" : scope, call.host()) : Stream.of(tenant);
        return candidates.map(Tenant::canonical).toList();
    }

    private static String[] client(OAuthCall call) {
        if (!call.hasBasic()) {
            return new String[] { call.form().required("client_id"), call.form().required("client_secret") };
        }
        if (call.hasClientInForm()) {
            throw new Failure(ErrorCode.INVALID_REQUEST, "credentials belong in the header or in the body, not in both");
        }
        return basic(call.credentials());
    }

    private static String[] basic(String credentials) {
        try {
            String decoded = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            String[] parts = decoded.split(":", 2);
            return new String[] { Form.decoded(parts[0]), Form.decoded(parts[1]) };
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new InvalidClient(true);
        }
    }
}
