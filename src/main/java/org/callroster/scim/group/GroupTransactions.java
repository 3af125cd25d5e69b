package org.callroster.scim.group;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.assignment.SupervisedTeams;
import org.callroster.audit.AuditEntry;
import org.callroster.audit.AuditKind;
import org.callroster.audit.AuditLog;
import org.callroster.audit.Changed;
import org.callroster.caller.Caller;
import org.callroster.directory.Directory;
import org.callroster.error.Failure;
import org.callroster.error.ScimFailure;
import org.callroster.error.ScimFailure.Type;
import org.callroster.names.LockedTeam;
import org.callroster.names.TeamRepository;
import org.callroster.scim.ScimCaller;
import org.callroster.scim.group.MemberMoves.Target;
import org.callroster.scim.patch.PatchOperation;
import org.callroster.scim.setting.DefaultTeams.DefaultTeam;
import org.callroster.user.UserRepository;
import org.callroster.user.UserRepository.Member;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** The transactions that change groups. */
@ApplicationScoped
class GroupTransactions {

    private static final String NAME = "name";
    private static final String EXTERNAL_ID = "externalId";

    private final TeamRepository teams;
    private final UserRepository users;
    private final Directory directory;
    private final SupervisedTeams supervised;
    private final MemberMoves moves;
    private final AuditLog audit;

    GroupTransactions(TeamRepository teams, UserRepository users, Directory directory, SupervisedTeams supervised,
            MemberMoves moves, AuditLog audit) {
        this.teams = teams;
        this.users = users;
        this.directory = directory;
        this.supervised = supervised;
        this.moves = moves;
        this.audit = audit;
    }

    /** Fails with 403, or 409 if the name is taken. */
    @WithTransaction
    Uni<UUID> create(Caller caller, GroupChange wanted) {
        String externalId = wanted.externalId() == null || wanted.externalId().isEmpty() ? null : wanted.externalId();
        return teams.create(caller.tenant(), wanted.displayName(), externalId)
                .call(id -> record(caller, AuditKind.TEAM_CREATED, wanted.displayName(),
                        Changed.between(NAME, null, wanted.displayName()).and(EXTERNAL_ID, null, externalId)))
                .call(id -> users.lockedMembers(caller.tenant(), wanted.members().coming())
                        .chain(found -> moves.move(caller, found, new Target(id, wanted.displayName()))));
    }

    /**
     * A whole group in place of another. Fails with 400, 403, 404, 409 or 412.
     *
     * @return who stays, if more than {@link MemberMoves#MOST_IN_CALL} others must still leave
     */
    @WithTransaction
    Uni<Optional<Set<UUID>>> replace(Caller caller, UUID id, GroupChange wanted, DefaultTeam defaultTeam) {
        return teams.locked(caller.tenant(), id).chain(group -> change(caller, group, wanted, defaultTeam));
    }

    /** The same by operations. */
    @WithTransaction
    Uni<Optional<Set<UUID>>> patch(Caller caller, UUID id, List<PatchOperation> operations, DefaultTeam defaultTeam) {
        return teams.locked(caller.tenant(), id).chain(group -> change(caller, group,
                GroupReader.patched(operations, group.name(), group.externalId()), defaultTeam));
    }

    private Uni<Optional<Set<UUID>>> change(Caller caller, LockedTeam group, GroupChange wanted, DefaultTeam defaultTeam) {
        String externalId = wanted.externalId() == null ? group.externalId()
                : wanted.externalId().isEmpty() ? null : wanted.externalId();
        LockedTeam changed = new LockedTeam(group.id(), wanted.displayName(), externalId);
        return (changed.equals(group) ? Uni.createFrom().voidItem() : change(caller, group, changed))
                .chain(() -> members(caller, changed, wanted.members(), defaultTeam));
    }

    private Uni<Void> change(Caller caller, LockedTeam group, LockedTeam changed) {
        Changed difference = Changed.between(NAME, group.name(), changed.name())
                .and(EXTERNAL_ID, group.externalId(), changed.externalId());
        boolean isRenamed = !changed.name().equals(group.name());
        if (isRenamed) {
            ScimCaller.requireTeams(caller);
        }
        return teams.change(caller.tenant(), changed)
                .chain(() -> record(caller, isRenamed ? AuditKind.TEAM_RENAMED : AuditKind.TEAM_UPDATED, group.name(),
                        difference));
    }

    private Uni<Optional<Set<UUID>>> members(Caller caller, LockedTeam group, Membership wanted, DefaultTeam defaultTeam) {
        Uni<List<UUID>> leaving = wanted.replaces() ? firstMembers(caller, group.id(), wanted.coming())
                : Uni.createFrom().item(List.of());
        return leaving.chain(ids -> isMuch(ids)
                ? requireLeave(caller, group, wanted.coming(), defaultTeam)
                        .chain(() -> move(caller, group, wanted, List.of(), defaultTeam))
                        .replaceWith(Optional.of(wanted.coming()))
                : move(caller, group, wanted, ids, defaultTeam).replaceWith(Optional.empty()));
    }

    /** One more than may move in the call, if there are so many. */
    private Uni<List<UUID>> firstMembers(Caller caller, UUID group, Set<UUID> others) {
        return users.members(caller.tenant(), group, others, MemberMoves.MOST_IN_CALL + 1);
    }

    private static boolean isMuch(List<UUID> members) {
        return members.size() > MemberMoves.MOST_IN_CALL;
    }

    /** Locks all by one statement, in one order: two calls that exchange members wait for each other, but not in a circle. */
    private Uni<Void> move(Caller caller, LockedTeam group, Membership wanted, List<UUID> leaving, DefaultTeam defaultTeam) {
        Set<UUID> ids = new HashSet<>(wanted.coming());
        ids.addAll(wanted.going());
        ids.addAll(leaving);
        return users.lockedMembers(caller.tenant(), ids)
                .invoke(found -> requireKnown(wanted, found))
                .call(found -> moves.move(caller, comingOf(group, wanted, found), new Target(group.id(), group.name())))
                .chain(found -> leave(caller, group, leavingOf(group, wanted, found), defaultTeam));
    }

    /** A list of unknown ids alone is an error of the client, not an empty group. */
    private static void requireKnown(Membership wanted, List<Member> found) {
        if (wanted.namesMembers() && found.stream().noneMatch(user -> wanted.coming().contains(user.id()))) {
            throw ScimFailure.invalidValue("none of the members is a user");
        }
    }

    private static List<Member> comingOf(LockedTeam group, Membership wanted, List<Member> found) {
        return found.stream().filter(user -> wanted.coming().contains(user.id()) && !user.teamId().equals(group.id())).toList();
    }

    private static List<Member> leavingOf(LockedTeam group, Membership wanted, List<Member> found) {
        return found.stream().filter(user -> !wanted.coming().contains(user.id()) && user.teamId().equals(group.id())).toList();
    }

    private static void requireNotDefault(LockedTeam group, DefaultTeam defaultTeam) {
        if (group.id().equals(defaultTeam.id())) {
            throw ScimFailure.badRequest(Type.MUTABILITY, "users leave the default team only by joining another group");
        }
    }

    private Uni<Void> leave(Caller caller, LockedTeam group, List<Member> going, DefaultTeam defaultTeam) {
        if (going.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        requireNotDefault(group, defaultTeam);
        return moves.move(caller, going, target(defaultTeam));
    }

    /** Before the first of many leaves: fails with 403 if one of them holds a privilege that the caller lacks. */
    private Uni<Void> requireLeave(Caller caller, LockedTeam group, Set<UUID> staying, DefaultTeam defaultTeam) {
        requireNotDefault(group, defaultTeam);
        return directory.privilegesHeldIn(caller.tenant(), group.id(), staying).invoke(caller::requireAll).replaceWithVoid();
    }

    static Target target(DefaultTeam team) {
        return new Target(team.id(), team.name());
    }

    /**
     * Its members move to the default team, and its supervision ends. Fails with 403, 404 or 409.
     *
     * @return whether it is done: not if more than {@link MemberMoves#MOST_IN_CALL} members must leave first
     */
    @WithTransaction
    Uni<Boolean> delete(Caller caller, UUID id, DefaultTeam defaultTeam) {
        if (id.equals(defaultTeam.id())) {
            throw Failure.conflict("the default team can't be deleted: choose another first");
        }
        return teams.locked(caller.tenant(), id).chain(group -> firstMembers(caller, id, Set.of())
                .call(members -> isMuch(members) ? requireLeave(caller, group, Set.of(), defaultTeam)
                        : users.lockedMembers(caller.tenant(), Set.copyOf(members))
                                .chain(found -> delete(caller, group, found, defaultTeam)))
                .map(members -> !isMuch(members)));
    }

    private Uni<Void> delete(Caller caller, LockedTeam group, List<Member> members, DefaultTeam defaultTeam) {
        return leave(caller, group, members.stream().filter(user -> user.teamId().equals(group.id())).toList(), defaultTeam)
                .chain(() -> supervised.end(caller.tenant(), group.id()))
                .chain(() -> teams.remove(caller.tenant(), group.id()))
                .chain(() -> record(caller, AuditKind.TEAM_DELETED, group.name(),
                        Changed.between(NAME, group.name(), null).and(EXTERNAL_ID, group.externalId(), null)));
    }

    private Uni<Void> record(Caller caller, AuditKind kind, String name, Changed changed) {
        return audit.record(AuditEntry.by(caller, kind, name).changing(changed));
    }
}
