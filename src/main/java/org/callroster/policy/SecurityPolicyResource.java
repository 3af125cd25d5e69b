package org.callroster.policy;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.header.Etag;
import org.callroster.header.Preconditions;
import org.callroster.http.WithDeadline;
import org.callroster.values.NoQuery;
import org.jboss.resteasy.reactive.RestResponse;

import io.smallrye.mutiny.Uni;

@WithDeadline
@NoQuery
@Path("/configapi/v2/securitypolicy")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Privilege.SECURITY_POLICY)
class SecurityPolicyResource {

    private final SecurityPolicyService policies;
    private final CurrentCaller caller;

    SecurityPolicyResource(SecurityPolicyService policies, CurrentCaller caller) {
        this.policies = policies;
        this.caller = caller;
    }

    @GET
    public Uni<RestResponse<PolicySettings>> get(@BeanParam Preconditions conditions) {
        return policies.get(caller.tenant()).map(policy -> answer(conditions, policy));
    }

    @PUT
    public Uni<RestResponse<PolicySettings>> change(@BeanParam Preconditions conditions, PolicySettings wanted) {
        return policies.change(caller.get(), wanted, conditions).map(policy -> answer(Preconditions.NONE, policy));
    }

    private static RestResponse<PolicySettings> answer(Preconditions conditions, PolicySettings policy) {
        return conditions.answer(policy, Etag.of(policy)).build();
    }
}
