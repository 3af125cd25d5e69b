package org.callroster.bootstrap;

import org.callroster.installation.TrimmedSecrets;

import java.util.List;
import java.util.Map;

import org.callroster.role.RoleChange;
import org.callroster.user.ExtensionPool;
import org.callroster.phone.NewAccessNumber;
import org.callroster.policy.PolicySettings;
import org.callroster.user.UserAttributes;
import org.callroster.values.LenientDeserializers;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A whole tenant as a bootstrap file describes it. Absent lists are empty. */
@RegisterForReflection
record ContactCentre(String tenant, PolicySettings securityPolicy, Pool extensionPool, List<String> teams, List<String> skills,
        List<RoleChange> roles, List<Member> users, List<NewAccessNumber> accessNumbers) {

    static final String ADMINISTRATORS = "Administrators";

    ContactCentre {
        securityPolicy = securityPolicy == null ? PolicySettings.NONE : securityPolicy;
        extensionPool = extensionPool == null ? new Pool(ExtensionPool.FIRST, ExtensionPool.LAST) : extensionPool;
        teams = orEmpty(teams);
        skills = orEmpty(skills);
        roles = orEmpty(roles);
        users = orEmpty(users);
        accessNumbers = orEmpty(accessNumbers);
    }

    /** The numbers first … last. */
    @RegisterForReflection
    record Pool(Long first, Long last) {
    }

    /** A user as in the create call, and what only a bootstrap gives: an API secret (or null) and the teams he supervises. */
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

        UserAttributes attributes() {
            return new UserAttributes(loginId, firstName, lastName, team, password, changePassword, extension, workPhone,
                    mobilePhone, email, disabled, skills, roles);
        }
    }

    /** What an empty database starts with. */
    static ContactCentre ofAdministrator(String tenant, String login, String apiSecret) {
        Member admin = new Member(login, login, login, ADMINISTRATORS, null, null, null, null, null, null, null, null,
                List.of("System Administrator"), apiSecret, null);
        return new ContactCentre(tenant, null, null, List.of(ADMINISTRATORS), null, null, List.of(admin), null);
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }
}
