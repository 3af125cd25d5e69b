package org.callroster.console.imports;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.callroster.bulk.BulkChange;
import org.callroster.console.Fields;
import org.callroster.error.Failure;
import org.callroster.fleet.UserFilter;
import org.callroster.tenant.LoginKey;
import org.callroster.values.Checks;

/**
 * The users that a list was sent for: those who are ticked, or all that match its filters.
 *
 * @param logins empty for all that match
 * @param filters as the address of the list names them; empty for those who are ticked
 */
public record Selected(boolean isAll, List<String> logins, Map<String, List<String>> filters) {

    /** Throws 400 if no user is selected. */
    static Selected of(Fields fields) {
        boolean all = fields.isSet("all");
        List<String> logins = all ? List.of() : fields.list("login");
        if (!all && logins.isEmpty()) {
            throw Failure.badRequest("select at least one user first");
        }
        return new Selected(all, logins, all ? filters(fields) : Map.of());
    }

    private static Map<String, List<String>> filters(Fields fields) {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        Arrays.stream(UserFilter.parameters()).filter(name -> !fields.list(name).isEmpty())
                .forEach(name -> filters.put(name, fields.list(name)));
        return filters;
    }

    UserFilter users() {
        return UserFilter.of(filters);
    }

    /** Folded for comparison; null for all that match. Texts too long for a login id are left out: no user has one. */
    Set<String> keys() {
        return isAll ? null : logins.stream().filter(login -> !Checks.isLonger(login, Checks.LOGIN_ID_LENGTH)).map(LoginKey::of)
                .collect(Collectors.toSet());
    }

    BulkChange.Filter filter() {
        return isAll ? BulkChange.Filter.of(users()) : BulkChange.Filter.ofLogins(logins);
    }

    /** For the audit. */
    Map<String, List<String>> shown() {
        return isAll ? filters : Map.of("loginIds", logins);
    }
}
