package org.callroster.bulk;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.attribute.UserPatch;
import org.callroster.caller.Caller;
import org.callroster.lock.LockService;
import org.callroster.session.SessionService;
import org.callroster.user.UserChanges;

import io.smallrye.mutiny.Uni;

/** Changes many users in the same way. Call inside a transaction. */
@ApplicationScoped
class UserPatches {

    private final UserChanges changes;
    private final LockService locks;
    private final SessionService sessions;

    UserPatches(UserChanges changes, LockService locks, SessionService sessions) {
        this.changes = changes;
        this.locks = locks;
        this.sessions = sessions;
    }

    /** The outcomes, in the order of the login ids, no two the same. */
    Uni<List<UserChanges.Done>> apply(Caller caller, UserPatch patch, List<String> logins) {
        return changes.change(caller, logins.stream().map(patch::of).toList())
                .chain(done -> also(caller, patch, changed(logins, done))
                        .map(also -> done.stream().map(one -> with(one, also)).toList()));
    }

    /** The users who were not refused. */
    private static Map<UUID, String> changed(List<String> logins, List<UserChanges.Done> done) {
        Map<UUID, String> users = new LinkedHashMap<>();
        IntStream.range(0, logins.size()).filter(i -> done.get(i).refusal() == null)
                .forEach(i -> users.put(done.get(i).user(), logins.get(i)));
        return users;
    }

    /** Unlocks users and ends sessions. Returns those who were locked, or had sessions. */
    private Uni<Set<UUID>> also(Caller caller, UserPatch patch, Map<UUID, String> users) {
        Uni<Set<UUID>> nobody = Uni.createFrom().item(Set.of());
        return (patch.unlocks() ? locks.clearAll(caller, users) : nobody)
                .chain(unlocked -> (patch.endsSessions() ? sessions.endAll(caller, users) : nobody)
                        .map(ended -> union(unlocked, ended)));
    }

    private static Set<UUID> union(Set<UUID> some, Set<UUID> others) {
        Set<UUID> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    private static UserChanges.Done with(UserChanges.Done done, Set<UUID> also) {
        return also.contains(done.user()) ? new UserChanges.Done(done.user(), true, done.etag(), null) : done;
    }
}
