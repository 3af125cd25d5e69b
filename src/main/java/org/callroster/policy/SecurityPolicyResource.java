package org.callroster.policy;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.callroster.tenant.CurrentCaller;
import org.callroster.tenant.PolicySettings;
import org.callroster.tenant.Privilege;
import org.callroster.wire.InTime;

import io.smallrye.mutiny.Uni;

@InTime
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
    public Uni<PolicySettings> get() {
        return policies.get(caller.tenant());
    }

    @PUT
    public Uni<PolicySettings> change(PolicySettings wanted) {
        return policies.change(caller.get(), wanted);
    }
}
