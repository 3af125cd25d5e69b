package org.callroster.access;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.callroster.database.Conditions;
import org.callroster.policy.SecurityPolicy;

/**
 * Finds users by whether and why they can log in: what {@link AccountFacts#refusal} says of one user, as SQL on many. A disabled
 * tenant is not considered, because its users cannot be looked up.
 */
public final class AccessFilter {

    private static final String CAN = "can";
    private static final String CANNOT = "cannot";
    /** For another reason than {@code disabled} and {@code locked}. */
    private static final String OTHER = "other";

    private static final List<String> VALUES = Stream.concat(Stream.of(CAN, CANNOT, OTHER),
            Arrays.stream(Refusal.values()).filter(why -> why != Refusal.TENANT_DISABLED).map(Refusal::wire)).toList();

    /** As {@link AccessRepository} reads it: only the lock of the password. */
    private static final String LOCKED = """
            exists (select 1 from login_failure f where f.tenant_id = $1 and f.user_id = u.id and f.credential = 'PASSWORD'
                and f.locked_until is not null and f.locked_until > now())""";
    private static final String INACTIVE = """
            u.created_at < %1$s and (u.enabled_at is null or u.enabled_at < %1$s)
                and (u.last_login_at is null or u.last_login_at < %1$s)
                and not exists (select 1 from api_secret s
                    where s.tenant_id = $1 and s.user_id = u.id and s.last_used_at >= %1$s)""";
    private static final String PASSWORD_EXPIRED = "coalesce(u.password_set_at, u.created_at) < %s";
    /** The roles are read once. Joined, they would be looked up for each user. */
    private static final String NO_APPLICATION = """
            not exists (select 1 from user_role r where r.tenant_id = $1 and r.user_id = u.id and r.role_id = any(array(
                select p.id from role p where p.tenant_id = $1 and cardinality(p.privileges) > 0)))""";
    private static final String NEVER = "false";

    private AccessFilter() {
    }

    public static boolean isValue(String wanted) {
        return VALUES.contains(wanted);
    }

    /** {@code can, cannot, other …} */
    public static String values() {
        return String.join(", ", VALUES);
    }

    /**
     * Adds what finds the wanted users {@code u} of the tenant {@code $1}.
     *
     * @param wanted one of the values
     */
    public static Conditions add(Conditions users, String wanted, SecurityPolicy policy) {
        Map<Refusal, String> reasons = reasons(policy);
        return switch (wanted) {
            case CAN -> none(users, reasons.values().stream());
            case CANNOT -> users.and(any(reasons.values().stream()));
            case OTHER -> others(users, reasons);
            default -> first(users, reasons, wanted);
        };
    }

    /** In the order of the rule. */
    private static Map<Refusal, String> reasons(SecurityPolicy policy) {
        return new EnumMap<>(Map.of(
                Refusal.DISABLED, "u.disabled",
                Refusal.INACTIVE, older(INACTIVE, policy.disableInactiveAfter()),
                Refusal.LOCKED, LOCKED,
                Refusal.NO_PASSWORD, "u.password_hash is null",
                Refusal.PASSWORD_EXPIRED, older(PASSWORD_EXPIRED, policy.passwordMaxAge()),
                Refusal.PASSWORD_CHANGE_REQUIRED, "u.change_password",
                Refusal.NO_APPLICATION, NO_APPLICATION));
    }

    /** Zero is no limit. */
    private static String older(String condition, Duration limit) {
        return limit.isZero() ? NEVER : condition.formatted("now() - interval '" + limit.toMillis() + " milliseconds'");
    }

    private static Conditions none(Conditions users, Stream<String> reasons) {
        reasons.forEach(reason -> users.and("not (" + reason + ")"));
        return users;
    }

    private static String any(Stream<String> reasons) {
        return reasons.collect(Collectors.joining(") or (", "((", "))"));
    }

    /** Whom the reason keeps out, and none before it. */
    private static Conditions first(Conditions users, Map<Refusal, String> reasons, String wanted) {
        Refusal first = reasons.keySet().stream().filter(why -> why.wire().equals(wanted)).findFirst().orElseThrow();
        return none(users, reasons.keySet().stream().takeWhile(why -> why != first).map(reasons::get)).and(reasons.get(first));
    }

    /** A lock that comes after another reason is not the first. */
    private static Conditions others(Conditions users, Map<Refusal, String> reasons) {
        String locked = "not (" + LOCKED + ")";
        String before = reasons.get(Refusal.INACTIVE);
        String after = any(reasons.entrySet().stream().filter(reason -> reason.getKey().compareTo(Refusal.LOCKED) > 0)
                .map(Map.Entry::getValue));
        users.and("not " + reasons.get(Refusal.DISABLED));
        return before.equals(NEVER) ? users.and(locked).and(after)
                : users.and("((" + before + ") or " + locked + " and " + after + ")");
    }
}
