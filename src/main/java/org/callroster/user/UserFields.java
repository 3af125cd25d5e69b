package org.callroster.user;

import org.callroster.attribute.ProviderAttributes;
import org.callroster.attribute.UserAttributes;
import org.callroster.tenant.LoginKey;

/** Sets the attributes of a user that are present and need no look-up. */
final class UserFields {

    private UserFields() {
    }

    static void set(User user, UserAttributes wanted) {
        user.firstName = or(wanted.firstName(), user.firstName);
        user.lastName = or(wanted.lastName(), user.lastName);
        user.changePassword = or(wanted.changePassword(), user.changePassword);
        user.extension = or(wanted.extensionOrNull(), user.extension);
        user.workPhone = orCleared(wanted.workPhone(), user.workPhone);
        user.mobilePhone = orCleared(wanted.mobilePhone(), user.mobilePhone);
        user.email = orCleared(wanted.email(), user.email);
        if (Boolean.TRUE.equals(wanted.disabled())) {
            user.disable();
        } else if (wanted.disabled() != null) {
            user.enable();
        }
    }

    static void set(User user, ProviderAttributes wanted) {
        if (wanted.loginId() != null) {
            user.loginId = wanted.loginId();
            user.loginKey = LoginKey.of(wanted.loginId());
        }
        user.externalId = orCleared(wanted.externalId(), user.externalId);
        user.displayName = orCleared(wanted.displayName(), user.displayName);
        user.profile = orCleared(wanted.profile(), user.profile);
        user.profileSearch = orCleared(wanted.profileSearch(), user.profileSearch);
    }

    private static <T> T or(T wanted, T present) {
        return wanted == null ? present : wanted;
    }

    private static String orCleared(String wanted, String present) {
        return "".equals(wanted) ? null : or(wanted, present);
    }
}
