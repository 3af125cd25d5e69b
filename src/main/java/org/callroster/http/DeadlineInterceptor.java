package org.callroster.http;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;

@WithDeadline
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
class DeadlineInterceptor {

    private final CurrentVertxRequest request;

    DeadlineInterceptor(CurrentVertxRequest request) {
        this.request = request;
    }

    @AroundInvoke
    Object bound(InvocationContext call) throws Exception {
        Object answer = call.proceed();
        return answer instanceof Uni<?> work ? Deadline.bound(request.getCurrent(), work) : answer;
    }
}
