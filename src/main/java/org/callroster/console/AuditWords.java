package org.callroster.console;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.callroster.audit.AuditKind;

/** The kinds of events in the audit as verbs. */
public final class AuditWords {

    private static final int MOST_KINDS = 3;
    private static final String OF_USER = " user";
    /** What bulks do to users, beside the kinds that name a user in their label. */
    private static final Set<AuditKind> ALSO_OF_USERS = EnumSet.of(AuditKind.LOCK_CLEARED, AuditKind.SESSIONS_ENDED);
    private static final Map<String, AuditKind> KINDS =
            Stream.of(AuditKind.values()).collect(Collectors.toUnmodifiableMap(AuditKind::label, Function.identity()));

    private AuditWords() {
    }

    /** Empty for the label of a kind that this release does not know. */
    static Optional<AuditKind> labelled(String label) {
        return Optional.ofNullable(KINDS.get(label));
    }

    /** Between who did it and the name of what was changed: {@code admin} created user {@code sheila}. */
    public static String did(AuditKind kind) {
        return switch (kind) {
            case USER_CREATED -> "created user";
            case USER_UPDATED -> "changed user";
            case USER_UPDATED_WITH_PASSWORD -> "set the password of";
            case USER_MOVED -> "moved user";
            case USER_RENAMED -> "gave a new login to";
            case USERS_MOVED -> "moved all users of team";
            case USER_DELETED -> "deleted user";
            case USER_DISABLED -> "disabled user";
            case USER_ENABLED -> "enabled user";
            case USER_DISABLED_AS_UNUSED -> "disabled the unused user";
            case USERS_EXPORTED -> "exported users of";
            case SUPERVISED_TEAMS_CHANGED -> "changed the teams supervised by";
            case PASSWORD_CHANGED -> "changed their own password";
            case SECRET_CREATED -> "made an API secret for";
            case SECRET_REMOVED -> "ended an API secret of";
            case SCIM_TOKEN_CREATED -> "made a SCIM token for";
            case SCIM_TOKEN_REMOVED -> "ended a SCIM token of";
            case SCIM_DEFAULT_TEAM_CHANGED -> "changed the team of new SCIM users of";
            case LOGGED_IN -> "logged in";
            case SESSIONS_ENDED -> "ended the sessions of";
            case LOGIN_FAILED -> "failed to log in";
            case ACCOUNT_LOCKED -> "was locked out";
            case LOCK_CLEARED -> "unlocked user";
            case TEAM_CREATED -> "created team";
            case TEAM_RENAMED -> "renamed team";
            case TEAM_UPDATED -> "changed team";
            case TEAM_DELETED -> "deleted team";
            case SKILL_CREATED -> "created skill";
            case SKILL_RENAMED -> "renamed skill";
            case SKILL_DELETED -> "deleted skill";
            case ROLE_WRITTEN -> "saved role";
            case ROLE_PRIVILEGES_CHANGED -> "changed the privileges of role";
            case ROLE_RENAMED -> "renamed role";
            case ROLE_DELETED -> "deleted role";
            case ACCESS_NUMBER_WRITTEN -> "saved access number";
            case ACCESS_NUMBER_DELETED -> "deleted access number";
            case EXTENSION_POOL_CHANGED -> "changed the extension pool of";
            case SECURITY_POLICY_CHANGED -> "changed the security policy of";
            case AUDIT_TRIMMED -> "deleted old events of";
            case TENANT_ENABLED -> "enabled the contact centre";
            case TENANT_DISABLED -> "disabled the contact centre";
        };
    }

    /**
     * What a bulk did: {@code created 487, changed 9 and unlocked 3 users, and made 4 other changes}.
     *
     * @param kinds how many events it has of each, the most frequent first
     */
    static String did(Map<String, Integer> kinds) {
        List<Map.Entry<AuditKind, Integer>> named = kinds.entrySet().stream().filter(kind -> isOfUsers(kind.getKey()))
                .limit(MOST_KINDS).map(kind -> Map.entry(KINDS.get(kind.getKey()), kind.getValue())).toList();
        int all = kinds.values().stream().mapToInt(Integer::intValue).sum();
        int others = all - named.stream().mapToInt(Map.Entry::getValue).sum();
        return named.isEmpty() ? "made " + Words.counted(others, "change")
                : did(named) + (others == 0 ? "" : ", and made " + Words.counted(others, "other change"));
    }

    private static boolean isOfUsers(String label) {
        return labelled(label).filter(kind -> label.startsWith("user ") || ALSO_OF_USERS.contains(kind)).isPresent();
    }

    private static String did(List<Map.Entry<AuditKind, Integer>> kinds) {
        int last = kinds.size() - 1;
        String before = kinds.stream().limit(last).map(kind -> verb(kind.getKey()) + Words.number(kind.getValue()))
                .collect(Collectors.joining(", "));
        return before + (last == 0 ? "" : " and ") + verb(kinds.get(last).getKey())
                + Words.counted(kinds.get(last).getValue(), "user");
    }

    private static String verb(AuditKind kind) {
        String did = did(kind);
        return (did.endsWith(OF_USER) ? did.substring(0, did.length() - OF_USER.length()) : did) + " ";
    }

    /** Whether it says all without a name, because users do it to themselves. */
    static boolean isAboutSelf(AuditKind kind) {
        return switch (kind) {
            case PASSWORD_CHANGED, LOGGED_IN, LOGIN_FAILED, ACCOUNT_LOCKED -> true;
            default -> false;
        };
    }
}
