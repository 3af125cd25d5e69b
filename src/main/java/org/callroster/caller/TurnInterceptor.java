package org.callroster.caller;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import org.callroster.http.WithDeadline;
import org.callroster.limit.CallTurns;
import org.callroster.tenant.Tenant;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/** Lets the calls of each tenant wait for their turn, within their deadline. Calls without a token do so where they log in. */
@WithDeadline
@Interceptor
@Priority(Interceptor.Priority.APPLICATION + 1)
class TurnInterceptor {

    private final SecurityIdentity identity;
    private final CallTurns turns;

    TurnInterceptor(SecurityIdentity identity, CallTurns turns) {
        this.identity = identity;
        this.turns = turns;
    }

    @AroundInvoke
    Object inTurn(InvocationContext call) throws Exception {
        Object answer = call.proceed();
        Caller caller = identity.getAttribute(CurrentCaller.ATTRIBUTE);
        return answer instanceof Uni<?> work && caller != null ? inTurn(caller.tenant(), work) : answer;
    }

    private <T> Uni<T> inTurn(Tenant tenant, Uni<T> work) {
        return turns.take(tenant, () -> work);
    }
}
