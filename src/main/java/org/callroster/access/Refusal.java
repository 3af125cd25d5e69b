package org.callroster.access;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why a user with the right password could not log in now; the first that holds. */
public enum Refusal {

    TENANT_DISABLED,
    DISABLED,
    /** Not used for longer than the security policy allows: the next login disables it. */
    INACTIVE,
    LOCKED,
    NO_PASSWORD,
    PASSWORD_EXPIRED,
    PASSWORD_CHANGE_REQUIRED,
    /** No role opens any application. */
    NO_APPLICATION;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
