package org.callroster.fleet;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.access.AccessRepository;
import org.callroster.access.AccessView;
import org.callroster.caller.Caller;
import org.callroster.limit.CallTurns;
import org.callroster.profile.UserRow;
import org.callroster.profile.UserView;
import org.callroster.values.Checks;
import org.callroster.values.Paging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;

/** Lists and searches users (fleet section 2). */
@ApplicationScoped
public class UserLists {

    private static final String AT_LEAST = "at_least";
    /** A longer page keeps PostgreSQL, then an event loop, busy for tens of milliseconds. */
    private static final int LONG = 200;

    private final FleetRepository fleet;
    private final AccessRepository access;
    private final CallTurns turns;

    UserLists(FleetRepository fleet, AccessRepository access, CallTurns turns) {
        this.fleet = fleet;
        this.access = access;
        this.turns = turns;
    }

    /**
     * Long pages are read in turns of their own. Fails with 400, with 404 for unknown names of teams, roles and skills, or with 503 if
     * too many long pages wait.
     */
    public Uni<UserList> list(Caller caller, UserFilter filter, UserPage page) {
        page.check(filter.check(new Checks())).orFail();
        return page.size() > LONG ? turns.takeLong(caller.tenant(), () -> read(caller, filter, page))
                : read(caller, filter, page);
    }

    private Uni<UserList> read(Caller caller, UserFilter filter, UserPage page) {
        return fleet.page(caller, filter, page).chain(rows -> list(caller, filter, page, rows));
    }

    private Uni<UserList> list(Caller caller, UserFilter filter, UserPage page, List<Row> rows) {
        List<UserRow> users = Paging.page(rows, page.size()).stream().map(UserRow::of).toList();
        return access(caller, page, users)
                .map(known -> users.stream().map(user -> listed(user, page, known.get(user.id()))).toList())
                .chain(listed -> total(caller, filter, page)
                        .map(total -> answer(listed, page.next(filter, rows), total)));
    }

    private Uni<Map<UUID, AccessView>> access(Caller caller, UserPage page, List<UserRow> users) {
        return page.includes(UserPage.ACCESS) ? access.of(caller.tenant(), users.stream().map(UserRow::id).toList())
                : Uni.createFrom().item(Map.of());
    }

    private static UserList.Listed listed(UserRow user, UserPage page, AccessView access) {
        UserView view = user.view();
        return new UserList.Listed(view.withoutLoginInfo(), user.etag().toString(), access,
                page.includes(UserPage.LOGIN_INFO) ? view.loginInfo() : null);
    }

    /** Null unless it is asked for. */
    private Uni<UserCount> total(Caller caller, UserFilter filter, UserPage page) {
        return page.isCounted() ? fleet.count(caller, filter) : Uni.createFrom().nullItem();
    }

    private static UserList answer(List<UserList.Listed> users, String next, UserCount total) {
        return total == null ? new UserList(users, next, null, null)
                : new UserList(users, next, total.users(), total.isAtLeast() ? AT_LEAST : null);
    }
}
