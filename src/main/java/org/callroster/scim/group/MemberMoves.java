package org.callroster.scim.group;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.audit.AuditEntry;
import org.callroster.audit.AuditKind;
import org.callroster.audit.AuditLog;
import org.callroster.audit.Changed;
import org.callroster.caller.Caller;
import org.callroster.directory.Directory;
import org.callroster.names.LockedTeam;
import org.callroster.names.TeamRepository;
import org.callroster.tenant.Tenant;
import org.callroster.user.UserRepository;
import org.callroster.user.UserRepository.Member;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Moves users between groups: by one update, so that two callers at once lose no member. */
@ApplicationScoped
class MemberMoves {

    /** Up to so many users move in the transaction of a call, with an event each. */
    static final int MOST_IN_CALL = 1000;
    /** Of a transaction otherwise: half a second's work for the database. */
    private static final int PART = 5000;

    private static final String TEAM = "team";

    /** The team to which users move. */
    record Target(UUID id, String name) {
    }

    private final TeamRepository teams;
    private final UserRepository users;
    private final Directory directory;
    private final AuditLog audit;

    MemberMoves(TeamRepository teams, UserRepository users, Directory directory, AuditLog audit) {
        this.teams = teams;
        this.users = users;
        this.directory = directory;
        this.audit = audit;
    }

    /** Moves users whose rows are locked. Fails with 403 if one of them holds a privilege that the caller lacks. */
    Uni<Void> move(Caller caller, List<Member> members, Target target) {
        Tenant tenant = caller.tenant();
        return members.isEmpty() ? Uni.createFrom().voidItem()
                : directory.teamNames(tenant, members.stream().map(Member::teamId).collect(Collectors.toSet()))
                        .call(() -> moveJudged(caller, members, target))
                        .chain(names -> Multi.createFrom().iterable(members).onItem().transformToUniAndConcatenate(
                                user -> moved(caller, user, names.get(user.teamId()), target)).collect().last());
    }

    private Uni<Void> moveJudged(Caller caller, List<Member> members, Target target) {
        Set<UUID> ids = members.stream().map(Member::id).collect(Collectors.toSet());
        return directory.privilegesHeld(caller.tenant(), ids).invoke(caller::requireAll)
                .chain(() -> users.move(caller.tenant(), ids, target.id()));
    }

    private Uni<Void> moved(Caller caller, Member user, String from, Target target) {
        return audit.record(AuditEntry.by(caller, AuditKind.USER_MOVED, user.loginId()).of(user.id())
                .changing(Changed.between(TEAM, from, target.name())));
    }

    /**
     * Moves all members of a group but some, in as many transactions as it takes, each with one event. After a failure, those who
     * moved stay moved; called again, it moves the others. Never call inside a transaction. Fails with 403, or 404 if the group is
     * gone.
     *
     * @param staying who does not move
     */
    Uni<Void> moveAll(Caller caller, UUID group, Set<UUID> staying, Target target) {
        return Multi.createBy().repeating().uni(() -> movePart(caller, group, staying, target))
                .whilst(moved -> moved == PART).collect().last().replaceWithVoid();
    }

    @WithTransaction
    Uni<Integer> movePart(Caller caller, UUID group, Set<UUID> staying, Target target) {
        Tenant tenant = caller.tenant();
        return teams.locked(tenant, group).chain(from -> users.members(tenant, group, staying, PART)
                .call(ids -> users.lockedMembers(tenant, Set.copyOf(ids))
                        .map(found -> found.stream().filter(user -> user.teamId().equals(group)).toList())
                        .chain(members -> movePart(caller, from, members, target)))
                .map(List::size));
    }

    private Uni<Void> movePart(Caller caller, LockedTeam from, List<Member> members, Target target) {
        return members.isEmpty() ? Uni.createFrom().voidItem() : moveJudged(caller, members, target)
                .chain(() -> audit.record(AuditEntry.by(caller, AuditKind.USERS_MOVED, from.name())
                        .changing(Changed.between(TEAM, from.name(), target.name())).counting(members.size())));
    }
}
