package org.callroster.ops;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.body.Bodies;
import org.callroster.body.BodyConfig;
import org.callroster.error.Failure;
import org.callroster.installation.InstallationConfig;
import org.callroster.installation.StartRefused;
import org.callroster.limit.LimitConfig;
import org.callroster.limit.RateLimits;
import org.callroster.policy.PolicyFloor;
import org.callroster.provider.ForeignTokens;
import org.callroster.token.Issuer;
import org.callroster.token.TokenConfig;

/** Refuses the start if a setting cannot work. */
@ApplicationScoped
class StartChecks {

    private final InstallationConfig installation;
    private final TokenConfig tokenConfig;
    private final Issuer issuer;
    private final LimitConfig limitConfig;
    private final BodyConfig bodyConfig;
    private final PolicyFloor floor;
    private final ForeignTokens foreign;

    StartChecks(InstallationConfig installation, TokenConfig tokenConfig, Issuer issuer, LimitConfig limitConfig,
            BodyConfig bodyConfig, PolicyFloor floor, ForeignTokens foreign) {
        this.installation = installation;
        this.tokenConfig = tokenConfig;
        this.issuer = issuer;
        this.limitConfig = limitConfig;
        this.bodyConfig = bodyConfig;
        this.floor = floor;
        this.foreign = foreign;
    }

    /** Fails with {@link StartRefused}. */
    void run() {
        require(ManagementPort::requireFree);
        checkIssuer();
        require(foreign::open);
        require(() -> RateLimits.check(limitConfig));
        require(() -> Bodies.check(bodyConfig));
        checkFloor();
    }

    /** The issuer, which others are to trust, must not depend on which machine answers. */
    private void checkIssuer() {
        if (tokenConfig.issuer().isEmpty() && !installation.embedded()) {
            throw new StartRefused(
                    "with an external database CALLROSTER_ISSUER is required: the address under which clients reach"
                            + " this service, like https://roster.example.com");
        }
        require(issuer::check);
    }

    private static void require(Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            throw new StartRefused(e.getMessage());
        }
    }

    private void checkFloor() {
        try {
            floor.check();
        } catch (Failure e) {
            throw new StartRefused("no security policy can satisfy CALLROSTER_POLICY_FLOOR_…: " + e.getMessage());
        }
    }
}
