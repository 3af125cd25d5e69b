package org.callroster.caller;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import org.callroster.http.WithDeadline;
import org.callroster.limit.CallTurns;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;

/**
 * Lets the calls of each tenant wait for their turn, within their deadline. Calls that need no token do so where they find out
 * whose they are.
 */
@WithDeadline
@Interceptor
@Priority(Interceptor.Priority.APPLICATION + 1)
class TurnInterceptor {

    private final CurrentIdentityAssociation identities;
    private final CallTurns turns;

    TurnInterceptor(CurrentIdentityAssociation identities, CallTurns turns) {
        this.identities = identities;
        this.turns = turns;
    }

    @AroundInvoke
    Object inTurn(InvocationContext call) throws Exception {
        Object answer = call.proceed();
        return answer instanceof Uni<?> work ? inTurn(work) : answer;
    }

    private <T> Uni<T> inTurn(Uni<T> work) {
        return caller().chain(caller -> caller == null ? work : turns.take(caller.tenant(), () -> work));
    }

    /** Emits null for a call without a token, or with a bad one if it needs none. */
    private Uni<Caller> caller() {
        return identities.getDeferredIdentity().map(verified -> verified.<Caller>getAttribute(CurrentCaller.ATTRIBUTE))
                .onFailure().recoverWithNull();
    }
}
