package org.callroster.profile;

import java.util.List;
import java.util.Map;

/** A user as clients see it, keys in the order of contract section 3, Get. */
public record UserView(
        boolean disabled,
        boolean changePassword,
        Map<String, Integer> skills,
        String loginId,
        String firstName,
        String lastName,
        String team,
        String extension,
        String workPhone,
        String mobilePhone,
        String email,
        List<String> roles,
        LoginInfoView loginInfo) {

    public UserView withoutLoginInfo() {
        return new UserView(disabled, changePassword, skills, loginId, firstName, lastName, team, extension, workPhone,
                mobilePhone,
                email, roles, null);
    }
}
