package org.callroster.console.policy;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.callroster.audit.AuditKind;
import org.callroster.audit.AuditList;
import org.callroster.audit.AuditQuery;
import org.callroster.audit.AuditRepository;
import org.callroster.caller.CurrentCaller;
import org.callroster.caller.Privilege;
import org.callroster.console.Answers;
import org.callroster.console.Fields;
import org.callroster.console.Pages;
import org.callroster.console.Proof;
import org.callroster.console.Words;
import org.callroster.error.ErrorCode;
import org.callroster.error.Failure;
import org.callroster.error.Violation;
import org.callroster.header.Etag;
import org.callroster.header.Preconditions;
import org.callroster.http.WithDeadline;
import org.callroster.policy.PolicyFloor;
import org.callroster.policy.PolicySettings;
import org.callroster.policy.SecurityPolicyService;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** The security policy of the contact centre. */
@WithDeadline
@Path("/console/policy")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Privilege.SECURITY_POLICY)
class PolicyPageResource {

    private static final PolicyView.News SAVED =
            new PolicyView.News("Saved", "It is in force everywhere within a second.", true);
    private static final String CHANGED = "Your values are in the fields, and beside them what the policy says now."
            + " Save again to replace it.";

    private final SecurityPolicyService policies;
    private final PolicyFloor floor;
    private final AuditRepository audit;
    private final Proof proof;
    private final Pages pages;
    private final CurrentCaller caller;

    PolicyPageResource(SecurityPolicyService policies, PolicyFloor floor, AuditRepository audit, Proof proof, Pages pages,
            CurrentCaller caller) {
        this.policies = policies;
        this.floor = floor;
        this.audit = audit;
        this.proof = proof;
        this.pages = pages;
        this.caller = caller;
    }

    @GET
    public Uni<TemplateInstance> show(@QueryParam("saved") String saved) {
        return policies.get(caller.tenant())
                .map(policy -> page(form(policy), policy, List.of(), saved == null ? null : SAVED));
    }

    @POST
    public Uni<RestResponse<TemplateInstance>> change(RoutingContext request) {
        PolicyForm form = PolicyForm.of(Fields.of(request));
        return proof.require().map(proved -> form.settings())
                .chain(wanted -> policies.change(caller.get(), wanted, new Preconditions(List.of(form.etag()), List.of())))
                .map(changed -> Answers.seeOther("/console/policy?saved=true"))
                .onFailure(PolicyPageResource::isAboutTheForm).recoverWithUni(failure -> again(form, (Failure) failure));
    }

    private static boolean isAboutTheForm(Throwable failure) {
        return failure instanceof Failure known
                && (known.code() == ErrorCode.PRECONDITION_FAILED || !known.violations().isEmpty());
    }

    /** The form with what was typed, and what is wrong with it. */
    private Uni<RestResponse<TemplateInstance>> again(PolicyForm form, Failure failure) {
        Uni<TemplateInstance> page = failure.code() == ErrorCode.PRECONDITION_FAILED ? replaced(form)
                : policies.get(caller.tenant()).map(policy -> page(form, policy, failure.violations(), null));
        return page.map(shown -> ResponseBuilder.<TemplateInstance>create(failure.code().status()).entity(shown).build());
    }

    private Uni<TemplateInstance> replaced(PolicyForm form) {
        return policies.get(caller.tenant()).chain(policy -> lastChange().map(by -> page(
                new PolicyForm(form.typed(), form(policy).etag()), policy, List.of(),
                new PolicyView.News("Changed meanwhile" + by, CHANGED, false))));
    }

    /** By whom and when, for those who may see the audit. */
    private Uni<String> lastChange() {
        AuditQuery last = new AuditQuery("1", null, null, null, null, AuditKind.SECURITY_POLICY_CHANGED.label(), null, null,
                null, null, null, null);
        return !caller.get().has(Privilege.VIEW_AUDIT) ? Uni.createFrom().item("")
                : audit.list(caller.tenant(), last).map(AuditList::events).map(events -> events.stream().findFirst()
                        .map(event -> " by " + event.actor() + ", " + Words.ago(event.time())).orElse(""));
    }

    private static PolicyForm form(PolicySettings policy) {
        return PolicyForm.of(policy, Etag.of(policy).toString());
    }

    private TemplateInstance page(PolicyForm form, PolicySettings now, List<Violation> wrong, PolicyView.News news) {
        return Templates.policy(pages.of("Security policy", "policy"),
                PolicyView.of(form, now, floor.limits(), wrong, news));
    }
}
