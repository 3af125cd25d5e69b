package org.callroster.bulk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.callroster.attribute.UserPatch;
import org.callroster.caller.Caller;
import org.callroster.caller.Privilege;
import org.callroster.error.Failure;
import org.callroster.fleet.UserFilter;
import org.callroster.tenant.LoginKey;
import org.callroster.values.Checks;

/**
 * The body of a bulk by filter (fleet section 3): the same change for all users that a filter finds.
 *
 * @param expect how many users the caller expects; null for any number
 */
public record BulkChange(Filter filter, UserPatch change, Integer expect, Boolean dryRun) {

    private static final int MOST_LOGINS = 10_000;

    /** The parameters of the list, or login ids alone. */
    public record Filter(List<String> loginIds, String q, List<String> team, List<String> role, List<String> skill,
            List<String> notTeam,
            List<String> notRole, List<String> notSkill, Boolean disabled, Boolean lockedOut, Boolean hasPassword,
            String access,
            String lastLoginBefore, String changedSince, String createdSince, String uid) {

        /** These login ids alone. */
        public static Filter ofLogins(List<String> loginIds) {
            return new Filter(loginIds, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                    null);
        }

        /** Those whom a list shows. Throws 400 unless the filter is well-formed. */
        public static Filter of(UserFilter list) {
            list.check(new Checks()).orFail();
            return new Filter(null, list.q(), list.team(), list.role(), list.skill(), list.notTeam(), list.notRole(),
                    list.notSkill(), flag(list.disabled()), flag(list.lockedOut()), flag(list.hasPassword()),
                    list.wantedAccess().orElse(null), list.lastLoginBefore(), list.changedSince(), list.createdSince(),
                    list.uid());
        }

        private static Boolean flag(String text) {
            return text == null ? null : Boolean.valueOf(text);
        }

        UserFilter users() {
            return new UserFilter(q, list(team), list(role), list(skill), list(notTeam), list(notRole), list(notSkill),
                    text(disabled), text(lockedOut), text(hasPassword),
                    access == null ? List.of() : List.of(access), lastLoginBefore, changedSince, createdSince, uid);
        }

        private static List<String> list(List<String> names) {
            return names == null ? List.of() : names;
        }

        private static String text(Boolean flag) {
            return flag == null ? null : flag.toString();
        }

        private void check(Checks checks) {
            if (loginIds == null) {
                users().check(checks);
                return;
            }
            checks.that(users().equals(UserFilter.ALL), "filter", "must have either loginIds or the parameters of the list")
                    .that(loginIds.size() <= MOST_LOGINS, "filter.loginIds", "has more than " + MOST_LOGINS + " values");
            loginIds.stream().limit(MOST_LOGINS).forEach(id -> checks.required("filter.loginIds", id)
                    .text("filter.loginIds", id, Checks.LOGIN_ID_LENGTH));
        }
    }

    /** Throws 400, or 403 if the caller may not look for users. */
    void check(Caller caller) {
        Checks checks = new Checks().required("filter", filter).required("change", change)
                .that(expect == null || expect >= 0, "expect", "must not be negative");
        if (filter != null) {
            filter.check(checks);
        }
        checks.orFail();
        change.check();
        if (expect == null && !namesUsers() && filter.users().findsAll()) {
            throw Failure.badField("expect", "is required with a filter that finds all users");
        }
        if (!namesUsers() && !caller.has(Privilege.VIEW_USERS)) {
            throw Failure.forbidden("the caller may not look for users, only name them in filter.loginIds");
        }
    }

    boolean namesUsers() {
        return filter.loginIds != null;
    }

    /** The given login ids, each user once, by what is compared. */
    Map<String, String> logins() {
        return filter.loginIds.stream().collect(Collectors.toMap(LoginKey::of, id -> id, (first, again) -> first,
                LinkedHashMap::new));
    }

    boolean isRehearsal() {
        return Boolean.TRUE.equals(dryRun);
    }

    /** Throws 409 unless the number is the expected one. */
    void requireExpected(long found) {
        if (expect != null && expect != found) {
            throw Failure.conflict("the number of users found is " + found + ", not " + expect);
        }
    }
}
