package org.callroster.client;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.secret.ApiSecrets;
import org.callroster.tenant.LoginKey;
import org.callroster.tenant.Tenant;

/**
 * A client's credentials (RFC 6749 §2.3.1) and the names of its tenant (contract section 2).
 *
 * @param tenants canonical names that may name the tenant, best first
 * @param mayBeOnlyTenant whether the host's only tenant is meant if no name matches
 * @param readings one or two ways to read the credentials, best first
 * @param from the client's address
 */
public record ClientCredentials(List<String> tenants, boolean mayBeOnlyTenant, List<Reading> readings, boolean byBasic,
        InetAddress from) {

    /** Later words of a scope are not tried as tenant names. */
    static final int MAX_WORDS = 16;

    /** Replaces bytes that can't be decoded. */
    private static final char REPLACEMENT = '\uFFFD';

    record Reading(String clientId, String clientSecret) {
    }

    /** Fails with 400 {@code invalid_request}, or with 401 {@code invalid_client} for a Basic header that can't be read. */
    public static ClientCredentials read(OAuthCall call) {
        return read(call, Optional.empty());
    }

    /** The same for a call about a token; the token's tenant applies unless the call names one. */
    public static ClientCredentials read(OAuthCall call, Optional<String> tenantOfToken) {
        return new ClientCredentials(names(call, tenantOfToken), call.form().optional("tenant") == null, readings(call),
                call.hasBasic(), call.from());
    }

    private static List<String> names(OAuthCall call, Optional<String> tenantOfToken) {
        String tenant = call.form().optional("tenant");
        Stream<String> candidates = tenant == null
                ? Stream.of(words(call.scope()), tenantOfToken.stream(), Stream.of(call.host()))
                        .flatMap(names -> names)
                : Stream.of(tenant);
        return candidates.map(Tenant::canonical).toList();
    }

    private static Stream<String> words(String scope) {
        return scope == null ? Stream.empty() : Arrays.stream(scope.strip().split(" ", MAX_WORDS + 1)).limit(MAX_WORDS);
    }

    private static List<Reading> readings(OAuthCall call) {
        if (!call.hasBasic()) {
            return List.of(new Reading(call.form().required("client_id"), call.form().required("client_secret")));
        }
        if (call.hasClientInForm()) {
            throw new Failure(ErrorCode.INVALID_REQUEST, "credentials belong in the header or in the body, not in both");
        }
        return basic(call.credentials());
    }

    /** Form-decoded, as the standard requires; also raw where that differs, as curl and several libraries send it. */
    private static List<Reading> basic(String credentials) {
        Reading raw = raw(credentials);
        Optional<Reading> decoded = decoded(raw);
        boolean isAmbiguous = decoded.isEmpty() || (raw.clientId() + raw.clientSecret()).indexOf('+') >= 0;
        return Stream.concat(decoded.stream(), isAmbiguous ? Stream.of(raw) : Stream.empty()).distinct().toList();
    }

    private static Reading raw(String credentials) {
        try {
            String[] parts = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8).split(":", 2);
            return new Reading(Form.withoutNul(parts[0]), Form.withoutNul(parts[1]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new InvalidClient(true);
        }
    }

    /** Empty for an invalid escape or invalid UTF-8. */
    private static Optional<Reading> decoded(Reading raw) {
        try {
            return Optional.of(new Reading(Form.decoded(raw.clientId()), Form.decoded(raw.clientSecret())))
                    .filter(reading -> (reading.clientId() + reading.clientSecret()).indexOf(REPLACEMENT) < 0);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The most likely reading. */
    String clientId() {
        return readings.get(0).clientId();
    }

    /** Normalised for comparison. */
    List<String> loginKeys() {
        return readings.stream().map(reading -> LoginKey.of(reading.clientId())).toList();
    }

    List<byte[]> hashes() {
        return readings.stream().map(reading -> ApiSecrets.hash(reading.clientSecret())).toList();
    }
}
