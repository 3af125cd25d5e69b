package org.callroster.bearer;

import org.callroster.token.AccessToken;
import org.callroster.token.InvalidToken;
import org.callroster.token.TokenVerifier;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Caller;

import io.smallrye.mutiny.Uni;

/** The tokens this service gives out, and for whom they speak. */
@ApplicationScoped
public class BearerTokens {

    /** In characters. Ours are far shorter; those of other issuers may name hundreds of groups. */
    private static final int MAX_LENGTH = 16_384;

    /** A living token and its user. */
    public record Living(AccessToken token, Caller caller) {
    }

    private final TokenVerifier verifier;
    private final CallerRepository callers;

    BearerTokens(TokenVerifier verifier, CallerRepository callers) {
        this.verifier = verifier;
        this.callers = callers;
    }

    /** Whether it is longer than any token taken here, and so not to be read, looked up or kept. */
    public static boolean isTooLong(String token) {
        return token.length() > MAX_LENGTH;
    }

    /** Fails with {@link InvalidToken} if it is not good, or not any more. */
    public Uni<Caller> caller(String token) {
        return living(token).map(Living::caller);
    }

    /** What a token of this service names, whether it lives or not; empty for any other. */
    public Uni<Optional<String>> tenant(String token) {
        return verifier.tenant(token).map(Optional::of).onFailure(InvalidToken.class).recoverWithItem(Optional.empty());
    }

    public Uni<Living> living(String token) {
        if (isTooLong(token)) {
            return Uni.createFrom().failure(new InvalidToken());
        }
        return verifier.verify(token).chain(verified -> callers.of(verified).map(caller -> new Living(verified, caller)));
    }
}
