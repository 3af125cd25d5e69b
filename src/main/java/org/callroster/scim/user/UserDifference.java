package org.callroster.scim.user;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.callroster.attribute.ProviderAttributes;
import org.callroster.attribute.UserAttributes;
import org.callroster.attribute.UserChange;
import org.callroster.profile.ProvisionedRow;
import org.callroster.profile.UserView;
import org.callroster.values.Checks;

import com.fasterxml.jackson.databind.node.ObjectNode;

import static org.callroster.error.ScimFailure.requireValue;
import static org.callroster.scim.user.UserJson.NAME;
import static org.callroster.scim.user.UserReader.or;

/** What differs between a user and the resource that this user is to become. */
final class UserDifference {

    private final UserReader wanted;
    private final UserProfile profile;
    private final ProvisionedRow present;
    private final UserView view;

    private UserDifference(UserReader wanted, ProvisionedRow present) {
        this.wanted = wanted;
        this.profile = wanted.profile;
        this.present = present;
        this.view = present.view();
    }

    /**
     * Throws 400.
     *
     * @param wanted the whole resource
     * @param keepsFormatted whether the name for display stays if another name changes
     */
    static UserChange of(ObjectNode wanted, ProvisionedRow present, boolean keepsFormatted) {
        return new UserDifference(new UserReader(wanted), present).change(keepsFormatted);
    }

    private UserChange change(boolean keepsFormatted) {
        wanted.requireUnlocked();
        requireValue(wanted.name("givenName") != null && wanted.name("familyName") != null,
                "name.givenName and name.familyName can't be empty");
        requireValue(wanted.isInactive() != null, "active can't be empty");
        if (isRenamed() && !keepsFormatted) {
            profile.dropFormatted(UserJson.profile(present).path(NAME).path("formatted"));
        }
        UserChange change = new UserChange(attributes(), provided());
        Checks checks = change.provided().check(new Checks());
        change.attributes().check(checks, "");
        checks.orFail();
        return change;
    }

    private boolean isRenamed() {
        return !wanted.name("givenName").equals(view.firstName()) || !wanted.name("familyName").equals(view.lastName());
    }

    private UserAttributes attributes() {
        return new UserAttributes(null, differing(wanted.name("givenName"), view.firstName()),
                differing(wanted.name("familyName"), view.lastName()), differing(or(wanted.team(), view.team()), view.team()),
                wanted.password(), differing(Boolean.TRUE.equals(wanted.changesPassword()), view.changePassword()),
                differing(wanted.extension(view), view.extension()), cleared(profile.workPhone, view.workPhone()),
                cleared(profile.mobilePhone, view.mobilePhone()), cleared(profile.email, view.email()),
                differing(wanted.isInactive(), view.disabled()), changedSkills(), changedRoles());
    }

    private ProviderAttributes provided() {
        boolean isSameProfile = profile.isSame(UserJson.profile(present));
        return new ProviderAttributes(differing(wanted.userName(), present.view().loginId()),
                cleared(wanted.externalId(), present.externalId()),
                cleared(wanted.displayName(), present.displayName()),
                isSameProfile ? null : or(profile.text(), ""), isSameProfile ? null : or(profile.search(), ""));
    }

    /** Null if it does not differ. */
    private static <T> T differing(T wanted, T present) {
        return Objects.equals(wanted, present) ? null : wanted;
    }

    /** The same for what may be cleared. */
    private static String cleared(String wanted, String present) {
        return Objects.equals(wanted, present) ? null : or(wanted, "");
    }

    private Map<String, Integer> changedSkills() {
        Map<String, Integer> skills = wanted.skills();
        return differing(skills == null ? Map.of() : skills, view.skills());
    }

    private List<String> changedRoles() {
        List<String> roles = wanted.roles();
        Set<String> names = new TreeSet<>(roles == null ? List.of() : roles);
        return names.equals(new TreeSet<>(view.roles())) ? null : List.copyOf(names);
    }
}
