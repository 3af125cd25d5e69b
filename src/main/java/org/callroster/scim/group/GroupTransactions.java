package org.callroster.scim.group;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.assignment.SupervisedTeams;
import org.callroster.audit.AuditEntry;
import org.callroster.audit.AuditKind;
import org.callroster.audit.AuditLog;
import org.callroster.audit.Changed;
import org.callroster.caller.Caller;
import org.callroster.caller.Privilege;
import org.callroster.directory.Directory;
import org.callroster.error.Failure;
import org.callroster.error.ScimFailure;
import org.callroster.error.ScimFailure.Type;
import org.callroster.names.LockedTeam;
import org.callroster.names.TeamRepository;
import org.callroster.scim.group.DefaultTeams.DefaultTeam;
import org.callroster.scim.patch.PatchOperation;
import org.callroster.tenant.Tenant;
import org.callroster.user.UserRepository;
import org.callroster.user.UserRepository.Member;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.security.ForbiddenException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** The transactions that change groups. All moves of a call are one update, so that two callers at once lose no member. */
@ApplicationScoped
class GroupTransactions {

    private static final String TEAM = "team";
    private static final String NAME = "name";
    private static final String EXTERNAL_ID = "externalId";
    /** Beyond this, one event in the audit stands for all members of a deleted group. */
    private static final int MOST_EVENTS = 1000;

    private final TeamRepository teams;
    private final UserRepository users;
    private final Directory directory;
    private final SupervisedTeams supervised;
    private final AuditLog audit;

    /** A team to which users move, and its name. */
    private record Goal(UUID id, String name) {
    }

    GroupTransactions(TeamRepository teams, UserRepository users, Directory directory, SupervisedTeams supervised,
            AuditLog audit) {
        this.teams = teams;
        this.users = users;
        this.directory = directory;
        this.supervised = supervised;
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
                        .chain(found -> move(caller, found, new Goal(id, wanted.displayName()))));
    }

    /** A whole group in place of another. Fails with 400, 403, 404, 409 or 412. */
    @WithTransaction
    Uni<Void> replace(Caller caller, UUID id, GroupChange wanted, DefaultTeam otherwise) {
        return teams.locked(caller.tenant(), id).chain(group -> change(caller, group, wanted, otherwise));
    }

    /** The same by operations. */
    @WithTransaction
    Uni<Void> patch(Caller caller, UUID id, List<PatchOperation> operations, DefaultTeam otherwise) {
        return teams.locked(caller.tenant(), id).chain(group -> change(caller, group,
                GroupReader.patched(operations, group.name(), group.externalId()), otherwise));
    }

    private Uni<Void> change(Caller caller, LockedTeam group, GroupChange wanted, DefaultTeam otherwise) {
        String externalId = wanted.externalId() == null ? group.externalId()
                : wanted.externalId().isEmpty() ? null : wanted.externalId();
        LockedTeam changed = new LockedTeam(group.id(), wanted.displayName(), externalId);
        return (changed.equals(group) ? nothing() : change(caller, group, changed))
                .chain(() -> wanted.members().isNothing() ? nothing() : members(caller, changed, wanted.members(), otherwise));
    }

    private Uni<Void> change(Caller caller, LockedTeam group, LockedTeam changed) {
        Changed difference = Changed.between(NAME, group.name(), changed.name())
                .and(EXTERNAL_ID, group.externalId(), changed.externalId());
        boolean isRenamed = !changed.name().equals(group.name());
        if (isRenamed && !caller.has(Privilege.MANAGE_TEAMS)) {
            throw new ForbiddenException();
        }
        return teams.change(caller.tenant(), changed)
                .chain(() -> record(caller, isRenamed ? AuditKind.TEAM_RENAMED : AuditKind.TEAM_UPDATED, group.name(),
                        difference));
    }

    private Uni<Void> members(Caller caller, LockedTeam group, Membership wanted, DefaultTeam otherwise) {
        Tenant tenant = caller.tenant();
        Set<UUID> named = new HashSet<>(wanted.coming());
        named.addAll(wanted.going());
        return users.lockedMembers(tenant, named)
                .chain(found -> wanted.replaces() ? users.lockedMembers(tenant, group.id())
                        .map(present -> goingOf(wanted, found, present))
                        .chain(going -> move(caller, group, comingOf(group, wanted, found), going, otherwise))
                        : move(caller, group, comingOf(group, wanted, found), goingOf(group, wanted, found), otherwise));
    }

    private static List<Member> comingOf(LockedTeam group, Membership wanted, List<Member> found) {
        return found.stream().filter(user -> wanted.coming().contains(user.id()) && !user.teamId().equals(group.id())).toList();
    }

    private static List<Member> goingOf(LockedTeam group, Membership wanted, List<Member> found) {
        return found.stream().filter(user -> wanted.going().contains(user.id()) && user.teamId().equals(group.id())).toList();
    }

    /** All who are there and were not named. A list of strangers alone is an error of the client, not an empty group. */
    private static List<Member> goingOf(Membership wanted, List<Member> found, List<Member> present) {
        if (wanted.namesAnybody() && found.isEmpty()) {
            throw ScimFailure.invalidValue("none of the members is a user");
        }
        return present.stream().filter(user -> !wanted.coming().contains(user.id())).toList();
    }

    private Uni<Void> move(Caller caller, LockedTeam group, List<Member> coming, List<Member> going, DefaultTeam otherwise) {
        if (!going.isEmpty() && group.id().equals(otherwise.id())) {
            throw ScimFailure.badRequest(Type.MUTABILITY,
                    "users leave the default team only by joining another group");
        }
        return move(caller, coming, new Goal(group.id(), group.name()))
                .chain(() -> move(caller, going, new Goal(otherwise.id(), otherwise.name())));
    }

    /** Fails with 403 if one of the users holds a privilege that the caller lacks. */
    private Uni<Void> move(Caller caller, List<Member> members, Goal goal) {
        Set<UUID> ids = members.stream().map(Member::id).collect(Collectors.toSet());
        Tenant tenant = caller.tenant();
        return ids.isEmpty() ? nothing()
                : directory.privilegesHeld(tenant, ids).invoke(caller::requireAll)
                        .chain(() -> directory.teamNames(tenant, members.stream().map(Member::teamId)
                                .collect(Collectors.toSet())))
                        .call(() -> users.move(tenant, ids, goal.id()))
                        .chain(names -> Multi.createFrom().iterable(members).onItem().transformToUniAndConcatenate(
                                user -> moved(caller, user, names.get(user.teamId()), goal)).collect().last());
    }

    private Uni<Void> moved(Caller caller, Member user, String from, Goal goal) {
        return audit.record(AuditEntry.by(caller, AuditKind.USER_MOVED, user.loginId()).of(user.id())
                .changing(Changed.between(TEAM, from, goal.name())));
    }

    /** Its members move to the default team; nobody supervises it any more. Fails with 403, 404 or 409. */
    @WithTransaction
    Uni<Void> delete(Caller caller, UUID id, DefaultTeam otherwise) {
        if (id.equals(otherwise.id())) {
            throw Failure.conflict("the default team can't be deleted: choose another first");
        }
        Tenant tenant = caller.tenant();
        return teams.locked(tenant, id)
                .call(group -> users.lockedMembers(tenant, id)
                        .chain(members -> members.size() > MOST_EVENTS ? moveAll(caller, group, members, otherwise)
                                : move(caller, members, new Goal(otherwise.id(), otherwise.name()))))
                .call(group -> supervised.end(tenant, id))
                .call(group -> teams.remove(tenant, id))
                .chain(group -> record(caller, AuditKind.TEAM_DELETED, group.name(),
                        Changed.between(NAME, group.name(), null).and(EXTERNAL_ID, group.externalId(), null)));
    }

    private Uni<Void> moveAll(Caller caller, LockedTeam group, List<Member> members, DefaultTeam otherwise) {
        Tenant tenant = caller.tenant();
        return directory.privilegesHeldIn(tenant, group.id()).invoke(caller::requireAll)
                .chain(() -> users.moveAll(tenant, group.id(), otherwise.id()))
                .chain(() -> audit.record(AuditEntry.by(caller, AuditKind.USERS_MOVED, group.name())
                        .changing(Changed.between(TEAM, group.name(), otherwise.name())).counting(members.size())));
    }

    private Uni<Void> record(Caller caller, AuditKind kind, String name, Changed changed) {
        return audit.record(AuditEntry.by(caller, kind, name).changing(changed));
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
