package org.callroster.bootstrap;

import java.util.List;
import java.util.Map;

import org.callroster.attribute.NewUser;
import org.callroster.attribute.UserAttributes;
import org.callroster.extension.ExtensionPools;
import org.callroster.installation.TrimmedSecrets;
import org.callroster.phone.NewAccessNumber;
import org.callroster.policy.PolicySettings;
import org.callroster.role.PredefinedRole;
import org.callroster.role.RoleChange;
import org.callroster.values.LenientDeserializers;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A whole tenant as described by a bootstrap file. Absent lists are empty. */
@RegisterForReflection
record ContactCentre(String tenant, PolicySettings securityPolicy, Pool extensionPool, List<String> teams, List<String> skills,
        List<RoleChange> roles, List<Member> users, List<NewAccessNumber> accessNumbers) {

    static final String ADMINISTRATORS = "Administrators";

    ContactCentre {
        securityPolicy = securityPolicy == null ? PolicySettings.NONE : securityPolicy;
        extensionPool = extensionPool == null ? new Pool(ExtensionPools.FIRST, ExtensionPools.LAST) : extensionPool;
        teams = orEmpty(teams);
        skills = orEmpty(skills);
        roles = orEmpty(roles);
        users = orEmpty(users);
        accessNumbers = orEmpty(accessNumbers);
    }

    /** The extensions from first to last. */
    @RegisterForReflection
    record Pool(Long first, Long last) {
    }

    /**
     * A user as in the create call, with what only a bootstrap file sets: the API secret (or null) and the supervised teams.
     */
    @RegisterForReflection
    record Member(
            String loginId,
            String firstName,
            String lastName,
            String team,
            String password,
            Boolean changePassword,
            @JsonDeserialize(using = LenientDeserializers.Digits.class) String extension,
            @JsonDeserialize(using = LenientDeserializers.Digits.class) String workPhone,
            @JsonDeserialize(using = LenientDeserializers.Digits.class) String mobilePhone,
            String email,
            Boolean disabled,
            Map<String, Integer> skills,
            List<String> roles,
            String apiSecret,
            List<String> supervisedTeams) {

        Member {
            password = TrimmedSecrets.trimmed(password);
            apiSecret = TrimmedSecrets.trimmed(apiSecret);
            supervisedTeams = orEmpty(supervisedTeams);
        }

        NewUser newUser() {
            return new NewUser(new UserAttributes(loginId, firstName, lastName, team, password, changePassword, extension,
                    workPhone, mobilePhone, email, disabled, skills, roles));
        }
    }

    /** The tenant for an empty database: one administrator in one team, with a password or null. */
    static ContactCentre ofAdministrator(String tenant, String login, String apiSecret, String password,
            Boolean changePassword) {
        Member admin =
                new Member(login, login, login, ADMINISTRATORS, password, changePassword, null, null, null, null, null, null,
                        List.of(PredefinedRole.SYSTEM_ADMINISTRATOR.label), apiSecret, null);
        return new ContactCentre(tenant, null, null, List.of(ADMINISTRATORS), null, null, List.of(admin), null);
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }
}
