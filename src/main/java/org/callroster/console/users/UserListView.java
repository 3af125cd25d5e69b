package org.callroster.console.users;

import java.util.List;

import org.callroster.console.Words;
import org.callroster.fleet.UserList;

/**
 * A page of the list of users, with the filters that it answers.
 *
 * @param from the number of its first user
 * @param next the address of the page after it; null on the last
 */
public record UserListView(List<UserLine> users, Filters filters, int from, String found, String next) {

    static UserListView of(UserList list, Filters filters) {
        List<UserLine> users = list.users().stream().map(UserLine::of).toList();
        int from = filters.from();
        String next = list.nextCursor() == null ? null : filters.page(list.nextCursor(), from + users.size());
        return new UserListView(users, filters, from, found(list, from, users.size()), next);
    }

    private static String found(UserList list, int from, int shown) {
        String total = Words.number(list.total()) + (list.totalIs() == null ? "" : "+");
        return shown == 0 ? "Nobody" : shown == 1 && list.total() == 1 ? "1 user"
                : Words.number(from) + "–" + Words.number(from + shown - 1) + " of " + total;
    }
}
