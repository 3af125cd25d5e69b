package org.callroster.idempotency;

import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.body.Bodies;
import org.callroster.caller.Caller;
import org.callroster.values.Sha256;
import org.jboss.resteasy.reactive.RestResponse;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Answers a repeated POST with the answer of the first, if both have the same {@code Idempotency-Key} (fleet section 1). */
@ApplicationScoped
public class IdempotentCalls {

    private final KeyedCalls calls;
    private final KeptAnswers kept;

    IdempotentCalls(KeyedCalls calls, KeptAnswers kept) {
        this.calls = calls;
        this.kept = kept;
    }

    /**
     * Makes the change, or replays the answer to it. Fails with 409 while the same call is being made, with 422 if the key was
     * used with another request.
     */
    public <T> Uni<RestResponse<?>> once(Caller caller, RoutingContext request, Function<T, RestResponse<?>> answer,
            Function<Once<T>, Uni<T>> change) {
        return once(caller, request, answer, made -> Kept.of(answer.apply(made)), change);
    }

    /**
     * The same for an answer that is shown only once: a repeated call fails with 409.
     *
     * @param made says what was made
     */
    public <T> Uni<RestResponse<?>> onceShown(Caller caller, RoutingContext request, Function<T, RestResponse<?>> answer,
            Function<T, String> made, Function<Once<T>, Uni<T>> change) {
        return once(caller, request, answer, shown -> Kept.secret(made.apply(shown)), change);
    }

    private <T> Uni<RestResponse<?>> once(Caller caller, RoutingContext request, Function<T, RestResponse<?>> answer,
            Function<T, Kept> toKeep, Function<Once<T>, Uni<T>> change) {
        byte[] digest = Sha256.of(Bodies.of(request));
        Once<T> once = calls.of(caller, request.request(), digest)
                .<Once<T>>map(call -> first -> kept.unlessKept(call, first, toKeep)).orElse(Once.always());
        return change.apply(once).<RestResponse<?>>map(answer)
                .onFailure(Replayed.class).recoverWithItem(replayed -> replayed.answer());
    }
}
