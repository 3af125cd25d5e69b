package org.callroster.caller;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import org.callroster.http.Deadline;
import org.callroster.http.WithDeadline;
import org.callroster.limit.CallTurns;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets the calls of each tenant wait for their turn, within their deadline. Calls that need no token do so where they find out
 * whose they are.
 */
@WithDeadline
@Interceptor
@Priority(Interceptor.Priority.APPLICATION + 1)
class TurnInterceptor {

    private static final String TAKEN = TurnInterceptor.class.getName();

    private final CurrentVertxRequest request;
    private final CurrentIdentityAssociation identities;
    private final CallTurns turns;

    TurnInterceptor(CurrentVertxRequest request, CurrentIdentityAssociation identities, CallTurns turns) {
        this.request = request;
        this.identities = identities;
        this.turns = turns;
    }

    @AroundInvoke
    Object inTurn(InvocationContext call) throws Exception {
        boolean isFirst = isFirst(request.getCurrent());
        Object answer = call.proceed();
        return isFirst && answer instanceof Uni<?> work ? inTurn(work) : answer;
    }

    /** One method of a resource may call another. A body that takes as long as it takes does not hold a turn meanwhile. */
    private static boolean isFirst(RoutingContext call) {
        boolean isFirst = call.get(TAKEN) == null && !Deadline.isSuspended(call);
        call.put(TAKEN, true);
        return isFirst;
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
