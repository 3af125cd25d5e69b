package org.callroster.token;

import org.callroster.client.ClientCredentials;
import org.callroster.client.OAuthCall;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;

/**
 * A request of the client credentials grant (RFC 6749 §4.4.2).
 *
 * @param scope as sent, or null
 */
public record ClientCredentialsGrant(ClientCredentials client, String scope) {

    static final String TYPE = "client_credentials";

    /** Fails with 400 {@code invalid_request} or {@code unsupported_grant_type}, or as {@link ClientCredentials#read} does. */
    public static ClientCredentialsGrant read(OAuthCall call) {
        if (!TYPE.equals(call.form().required("grant_type"))) {
            throw new Failure(ErrorCode.UNSUPPORTED_GRANT_TYPE, "the only grant is client_credentials");
        }
        return new ClientCredentialsGrant(ClientCredentials.read(call), call.scope());
    }
}
