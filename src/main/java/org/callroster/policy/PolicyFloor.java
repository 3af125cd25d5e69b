package org.callroster.policy;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.values.Checks;

/** What no tenant of this installation can loosen. It holds for policies of before, too: whoever reads one gets at least it. */
@ApplicationScoped
public class PolicyFloor {

    private final PolicySettings floor;

    public PolicyFloor(PolicyFloorConfig config) {
        floor = PolicySettings.of(config);
    }

    /** Throws 400, naming the settings, if no policy could be so. */
    public void check() {
        floor.check(new Checks(), "", PolicySettings.NONE).orFail();
    }

    /** Throws 400 if a tenant may not have these settings. */
    public void requireAllowed(PolicySettings wanted) {
        check(new Checks(), "", wanted).orFail();
    }

    /** Adds what of the settings a tenant may not have. Fields are named with the prefix before them. */
    public Checks check(Checks checks, String prefix, PolicySettings wanted) {
        return wanted.check(checks, prefix, floor);
    }

    /** The policy of a tenant that has set nothing. */
    public SecurityPolicy ofNewTenant() {
        return under(PolicySettings.NONE);
    }

    /** The policy in force where a tenant has these settings. */
    public SecurityPolicy under(PolicySettings settings) {
        return settings.over(floor);
    }
}
