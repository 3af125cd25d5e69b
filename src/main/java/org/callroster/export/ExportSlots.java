package org.callroster.export;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Counts running exports. One tenant may hold half of the slots, one caller half of those, but each at least one. */
final class ExportSlots {

    private static final String ALL = "all";

    private final int all;
    private final int perTenant;
    private final int perCaller;
    private final Map<Object, Integer> taken = new HashMap<>();

    private record Share(Object owner, int most) {
    }

    ExportSlots(int all) {
        this.all = all;
        this.perTenant = half(all);
        this.perCaller = half(perTenant);
    }

    private static int half(int slots) {
        return Math.max(1, slots / 2);
    }

    /** False, with nothing taken, if no slot is left in total, for the tenant or for the caller. */
    synchronized boolean take(UUID tenant, UUID caller) {
        List<Share> shares = shares(tenant, caller);
        boolean free = shares.stream().allMatch(share -> taken.getOrDefault(share.owner(), 0) < share.most());
        if (free) {
            shares.forEach(share -> taken.merge(share.owner(), 1, Integer::sum));
        }
        return free;
    }

    synchronized void giveBack(UUID tenant, UUID caller) {
        shares(tenant, caller)
                .forEach(share -> taken.computeIfPresent(share.owner(), (owner, count) -> count == 1 ? null : count - 1));
    }

    synchronized int taken() {
        return taken.getOrDefault(ALL, 0);
    }

    private List<Share> shares(UUID tenant, UUID caller) {
        return List.of(new Share(ALL, all), new Share(tenant, perTenant), new Share(caller, perCaller));
    }
}
