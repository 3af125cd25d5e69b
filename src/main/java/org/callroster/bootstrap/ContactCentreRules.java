package org.callroster.bootstrap;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.callroster.bootstrap.ContactCentre.Member;
import org.callroster.password.PasswordRules;
import org.callroster.policy.PolicyFloor;
import org.callroster.role.PredefinedRole;
import org.callroster.role.RoleChange;
import org.callroster.secret.ApiSecrets;
import org.callroster.tenant.LoginKey;
import org.callroster.tenant.Tenant;
import org.callroster.values.Checks;

/** The rules for a bootstrap file: those of each object, and that everything referred to exists and is defined once. */
final class ContactCentreRules {

    private static final int MAX_TENANT_LENGTH = 253;

    private final ContactCentre centre;
    private final PasswordRules passwordRules;
    private final Checks checks = new Checks();

    private ContactCentreRules(ContactCentre centre, PolicyFloor floor) {
        this.centre = centre;
        String tenant = centre.tenant() == null ? "" : Tenant.canonical(centre.tenant());
        this.passwordRules = new PasswordRules(floor.under(centre.securityPolicy()).passwordMinLength(), List.of(tenant));
    }

    /** Fails with all violations; fields are named by their path in the file. */
    static void check(ContactCentre centre, PolicyFloor floor) {
        ContactCentreRules rules = new ContactCentreRules(centre, floor);
        rules.checkTenant();
        floor.check(rules.checks, "securityPolicy.", centre.securityPolicy());
        rules.checkNames("teams", centre.teams());
        rules.checkNames("skills", centre.skills());
        rules.checkRoles();
        rules.checkUsers();
        rules.checkAccessNumbers();
        rules.checks.orFail();
    }

    private void checkTenant() {
        checks.required("tenant", centre.tenant()).text("tenant", centre.tenant(), MAX_TENANT_LENGTH)
                .that(centre.tenant() == null || !Tenant.canonical(centre.tenant()).isEmpty(), "tenant", "names no host");
        ContactCentre.Pool pool = centre.extensionPool();
        checks.required("extensionPool.first", pool.first()).required("extensionPool.last", pool.last());
        if (pool.first() != null && pool.last() != null) {
            checks.that(pool.first() >= 0 && pool.first() <= pool.last() && pool.last() < 1_000_000_000_000_000L,
                    "extensionPool", "must go up from first to last, in at most 15 digits");
        }
    }

    private void checkNames(String field, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String at = field + "[" + i + "]";
            checks.text(at, names.get(i)).that(seen.add(names.get(i)), at, "is listed twice: " + names.get(i));
        }
    }

    private void checkRoles() {
        for (int i = 0; i < centre.roles().size(); i++) {
            RoleChange role = centre.roles().get(i);
            checks.required("roles[" + i + "].name", role.name());
            role.check(checks, "roles[" + i + "].", role.name());
        }
    }

    private void checkUsers() {
        Set<String> logins = new HashSet<>();
        Set<String> extensions = new HashSet<>();
        for (int i = 0; i < centre.users().size(); i++) {
            Member user = centre.users().get(i);
            String at = "users[" + i + "].";
            user.newUser().check(checks, at, passwordRules);
            checks.that(user.loginId() == null || logins.add(LoginKey.of(user.loginId())), at + "loginId", "is listed twice")
                    .that(user.extension() == null || extensions.add(user.extension()), at + "extension", "is listed twice")
                    .that(user.apiSecret() == null || user.apiSecret().length() >= ApiSecrets.MIN_LENGTH, at + "apiSecret",
                            "is shorter than " + ApiSecrets.MIN_LENGTH + " characters")
                    .that(user.apiSecret() == null || user.apiSecret().length() <= ApiSecrets.MAX_LENGTH, at + "apiSecret",
                            "is longer than " + ApiSecrets.MAX_LENGTH + " characters");
            checkReferences(user, at);
        }
    }

    private void checkReferences(Member user, String at) {
        if (user.team() != null) {
            checkKnown(centre.teams(), List.of(user.team()), at + "team", "team");
        }
        checkKnown(centre.teams(), user.supervisedTeams(), at + "supervisedTeams", "team");
        checkKnown(roleNames(), user.roles() == null ? List.of() : user.roles(), at + "roles", "role");
        checkKnown(centre.skills(), user.skills() == null ? List.of() : user.skills().keySet(), at + "skills", "skill");
    }

    private void checkKnown(Collection<String> known, Collection<String> names, String field, String noun) {
        names.stream().filter(name -> !known.contains(name))
                .forEach(name -> checks.that(false, field, "names an unknown " + noun + ": " + name));
    }

    private Set<String> roleNames() {
        return Stream.concat(PredefinedRole.labels().stream(), centre.roles().stream().map(RoleChange::name))
                .collect(Collectors.toSet());
    }

    private void checkAccessNumbers() {
        for (int i = 0; i < centre.accessNumbers().size(); i++) {
            String at = "accessNumbers[" + i + "].";
            checks.required(at + "number", centre.accessNumbers().get(i).number());
            centre.accessNumbers().get(i).check(checks, at, centre.accessNumbers().get(i).number());
        }
    }
}
