package org.callroster.audit;

/** What an event in the audit says: the values of {@code kind} in {@code GET /configapi/v2/audit}. */
public enum AuditKind {

    USER_CREATED("user created"),
    USER_UPDATED("user updated"),
    USER_UPDATED_WITH_PASSWORD("user updated, password set"),
    USER_MOVED("user moved"),
    USER_RENAMED("user renamed"),
    /** One event for all members of a large group that was deleted. */
    USERS_MOVED("users moved"),
    USER_DELETED("user deleted"),
    USER_DISABLED("user disabled"),
    USER_ENABLED("user enabled"),
    USER_DISABLED_AS_UNUSED("user disabled, not used"),
    USERS_EXPORTED("users exported"),
    SUPERVISED_TEAMS_CHANGED("supervised teams changed"),
    PASSWORD_CHANGED("password changed"),
    SECRET_CREATED("secret made"),
    SECRET_REMOVED("secret removed"),
    SCIM_TOKEN_CREATED("scim token made"),
    SCIM_TOKEN_REMOVED("scim token ended"),
    SCIM_DEFAULT_TEAM_CHANGED("default team changed"),
    LOGGED_IN("logged in"),
    SESSIONS_ENDED("sessions ended"),
    /** One event stands for all like failures within a minute. */
    LOGIN_FAILED("login failed"),
    ACCOUNT_LOCKED("account locked"),
    LOCK_CLEARED("lock cleared"),
    TEAM_CREATED("team created"),
    TEAM_RENAMED("team renamed"),
    /** Its external id, without its name. */
    TEAM_UPDATED("team updated"),
    TEAM_DELETED("team deleted"),
    SKILL_CREATED("skill created"),
    SKILL_RENAMED("skill renamed"),
    SKILL_DELETED("skill deleted"),
    /** Created, or changed in another way than by the next two. */
    ROLE_WRITTEN("role written"),
    ROLE_PRIVILEGES_CHANGED("role privileges changed"),
    ROLE_RENAMED("role renamed"),
    ROLE_DELETED("role deleted"),
    ACCESS_NUMBER_WRITTEN("access number written"),
    ACCESS_NUMBER_DELETED("access number deleted"),
    EXTENSION_POOL_CHANGED("extension pool changed"),
    SECURITY_POLICY_CHANGED("security policy changed"),
    AUDIT_TRIMMED("audit trimmed"),
    TENANT_ENABLED("tenant enabled"),
    TENANT_DISABLED("tenant disabled");

    private final String label;

    AuditKind(String label) {
        this.label = label;
    }

    /** As it is stored and shown. */
    public String label() {
        return label;
    }
}
