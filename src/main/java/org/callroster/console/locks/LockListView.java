package org.callroster.console.locks;

import java.util.List;

import org.callroster.lock.list.LockAddress;
import org.callroster.lock.list.LockCounts;
import org.callroster.lock.list.LockList;

/**
 * A page of the list of locks.
 *
 * @param all how many there are in the caller's reach
 * @param addresses that made many of them
 * @param next the address of the page after it; null on the last
 */
public record LockListView(List<LockList.Lock> locks, LockQuery query, LockCounts all, List<LockAddress> addresses,
        String next) {

    private static final int MOST_ADDRESSES = 5;

    static LockListView of(LockList list, LockQuery query, LockCounts all, List<LockAddress> addresses) {
        return new LockListView(list.locks(), query, all, addresses.stream().limit(MOST_ADDRESSES).toList(),
                list.nextCursor() == null ? null : query.after(list.nextCursor()));
    }
}
