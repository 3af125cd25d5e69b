package org.callroster.console.locks;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Caller;
import org.callroster.lock.list.LockList;
import org.callroster.lock.list.LockListRepository;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Finds the users whose locks a page lists, on all its pages. */
@ApplicationScoped
class LockedLogins {

    /** A bulk takes no more login ids. */
    static final int MOST = 10_000;

    private final LockListRepository locks;

    LockedLogins(LockListRepository locks) {
        this.locks = locks;
    }

    /** Each user once, at most 10,000. */
    Uni<Set<String>> of(Caller caller, LockQuery query) {
        return pages(caller, query).onItem().disjoint().map(LockList.Lock.class::cast).map(LockList.Lock::loginId)
                .collect().in(LinkedHashSet<String>::new, Set::add).map(LockedLogins::most);
    }

    private Multi<List<LockList.Lock>> pages(Caller caller, LockQuery query) {
        return Multi.createBy().repeating()
                .uni(() -> new String[1], after -> locks.list(caller, query.more(after[0]))
                        .invoke(page -> after[0] = page.nextCursor()))
                .whilst(page -> page.nextCursor() != null).map(LockList::locks)
                .select().first(2 * MOST / 1000 + 1);
    }

    private static Set<String> most(Set<String> found) {
        return found.stream().limit(MOST).collect(LinkedHashSet::new, Set::add, Set::addAll);
    }
}
