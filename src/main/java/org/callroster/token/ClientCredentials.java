package org.callroster.token;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.tenant.Tenant;

/**
 * A request of the client credentials grant (RFC 6749 §4.4.2) with the client's authentication (§2.3.1).
 *
 * @param tenants the canonical names that may tell the tenant, the best first
 * @param mayBeOnlyTenant whether the only tenant of the host is meant where none has such a name
 * @param scope as sent, or null
 */
record ClientCredentials(List<String> tenants, boolean mayBeOnlyTenant, String clientId, String clientSecret, String scope,
        boolean byBasic) {

    private static final String BASIC = "basic ";

    /**
     * Reads the call (contract section 2). Fails with 400 {@code invalid_request} or {@code unsupported_grant_type}, with 401
     * {@code invalid_client} for a Basic header that can't be read.
     *
     * @param authorization the header, or null
     * @param host the request's host name
     */
    static ClientCredentials read(String authorization, String form, String host) {
        Form fields = new Form(form);
        if (!"client_credentials".equals(fields.required("grant_type"))) {
            throw new Failure(ErrorCode.UNSUPPORTED_GRANT_TYPE, "the only grant is client_credentials");
        }
        String tenant = fields.optional("tenant");
        String scope = fields.optional("scope");
        String[] client = client(authorization, fields);
        return new ClientCredentials(names(tenant, scope, host), tenant == null, client[0], client[1], scope,
                isBasic(authorization));
    }

    private static List<String> names(String tenant, String scope, String host) {
        Stream<String> candidates = tenant == null ? Stream.of(scope == null ? "" : scope, host) : Stream.of(tenant);
        return candidates.map(Tenant::canonical).toList();
    }

    private static String[] client(String authorization, Form fields) {
        if (!isBasic(authorization)) {
            return new String[] { fields.required("client_id"), fields.required("client_secret") };
        }
        if (fields.optional("client_id") != null || fields.optional("client_secret") != null) {
            throw new Failure(ErrorCode.INVALID_REQUEST, "credentials belong in the header or in the body, not in both");
        }
        return basic(authorization);
    }

    private static boolean isBasic(String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length());
    }

    private static String[] basic(String authorization) {
        try {
            byte[] decoded = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
            String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            return new String[] { Form.decoded(parts[0]), Form.decoded(parts[1]) };
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new InvalidClient(true);
        }
    }
}
