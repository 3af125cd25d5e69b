package org.callroster.policy;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.values.Checks;

/** The minimum strictness for all tenants of this installation. Stored policies that are looser are raised to it when read. */
@ApplicationScoped
public class PolicyFloor {

    private final PolicySettings floor;

    public PolicyFloor(PolicyFloorConfig config) {
        floor = PolicySettings.of(config);
    }

    /** Throws 400, naming the settings, if no policy could meet this floor. */
    public void check() {
        floor.check(new Checks(), "", PolicySettings.NONE).orFail();
    }

    /** Throws 400 if a tenant may not have these settings. */
    public void requireAllowed(PolicySettings wanted) {
        check(new Checks(), "", wanted).orFail();
    }

    /** Adds a violation for each setting that a tenant may not have. Field names get the prefix. */
    public Checks check(Checks checks, String prefix, PolicySettings wanted) {
        return wanted.check(checks, prefix, floor);
    }

    /** What each setting may be. */
    public List<PolicyLimit> limits() {
        return floor.limits();
    }

    /** The policy of a tenant without settings of its own. */
    public SecurityPolicy ofNewTenant() {
        return under(PolicySettings.NONE);
    }

    /** The policy in force for a tenant with these settings. */
    public SecurityPolicy under(PolicySettings settings) {
        return settings.over(floor);
    }
}
