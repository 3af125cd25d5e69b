package org.callroster.bearer;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Caller;
import org.callroster.token.AccessToken;
import org.callroster.token.InvalidToken;
import org.callroster.token.TokenVerifier;
import org.callroster.token.UnknownKey;

import io.smallrye.mutiny.Uni;

/** Tokens issued by this service, and the callers they stand for. */
@ApplicationScoped
public class BearerTokens {

    /** In characters. Our tokens are far shorter; those of other issuers may list hundreds of groups. */
    private static final int MAX_LENGTH = 16_384;

    /** A live token and its user. */
    public record Living(AccessToken token, Caller caller) {
    }

    private final TokenVerifier verifier;
    private final CallerRepository callers;

    BearerTokens(TokenVerifier verifier, CallerRepository callers) {
        this.verifier = verifier;
        this.callers = callers;
    }

    /** True if longer than any accepted token: then do not read it, look it up or cache it. */
    public static boolean isTooLong(String token) {
        return token.length() > MAX_LENGTH;
    }

    /** The tenant that a token of this service names, live or not; empty for any other token. */
    public Uni<Optional<String>> tenant(String token) {
        return UnknownKey.retried(Uni.createFrom().item(() -> verifier.tenant(token))).map(Optional::of)
                .onFailure(InvalidToken.class).recoverWithItem(Optional.empty());
    }

    /** Fails with {@link InvalidToken} if the token is invalid or no longer valid. */
    public Uni<Living> living(String token) {
        if (isTooLong(token)) {
            return Uni.createFrom().failure(new InvalidToken());
        }
        return UnknownKey.retried(Uni.createFrom().item(() -> verifier.verify(token)))
                .chain(verified -> callers.of(verified).map(caller -> new Living(verified, caller)));
    }
}
