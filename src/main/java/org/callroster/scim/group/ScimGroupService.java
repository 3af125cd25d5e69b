package org.callroster.scim.group;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Caller;
import org.callroster.error.ScimFailure;
import org.callroster.names.NameTaken;
import org.callroster.scim.ScimAddress;
import org.callroster.scim.ScimRefusals;
import org.callroster.scim.patch.PatchOperation;
import org.callroster.scim.schema.Projection;
import org.callroster.scim.schema.ResourceKind;
import org.callroster.scim.setting.DefaultTeams;
import org.callroster.scim.setting.DefaultTeams.DefaultTeam;
import org.callroster.tenant.Tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Changes groups for identity providers. A user is in exactly one group: a member who is added moves. */
@ApplicationScoped
public class ScimGroupService {

    /** @param parts of the resource; empty for a group with more than 1,000 members, unless attributes were asked for */
    public record Written(UUID id, String location, Optional<Multi<byte[]>> parts) {
    }

    private final GroupTransactions transactions;
    private final MemberMoves moves;
    private final DefaultTeams teams;
    private final GroupPages pages;
    private final GroupStream stream;
    private final ScimAddress address;

    ScimGroupService(GroupTransactions transactions, MemberMoves moves, DefaultTeams teams, GroupPages pages,
            GroupStream stream,
            ScimAddress address) {
        this.transactions = transactions;
        this.moves = moves;
        this.teams = teams;
        this.pages = pages;
        this.stream = stream;
        this.address = address;
    }

    /** Fails with 400, 403, or 409 if the name is taken. */
    public Uni<Written> create(Caller caller, ObjectNode body, Projection projection) {
        return translated(Uni.createFrom().deferred(() -> transactions.create(caller, GroupReader.whole(body))))
                .chain(id -> written(caller.tenant(), id, projection));
    }

    /** Fails with 400, 403, 404 or 409. */
    public Uni<Written> replace(Caller caller, UUID id, ObjectNode body, Projection projection) {
        return translated(teams.of(caller)
                .call(team -> transactions.replace(caller, id, GroupReader.whole(body), team)
                        .chain(staying -> finish(caller, id, staying, team))))
                .chain(() -> written(caller.tenant(), id, projection));
    }

    /** Fails with 400, 403, 404 or 409. */
    public Uni<Written> patch(Caller caller, UUID id, ObjectNode body, Projection projection) {
        return translated(Uni.createFrom().item(() -> PatchOperation.of(ResourceKind.GROUP, body))
                .chain(operations -> teams.of(caller)
                        .call(team -> transactions.patch(caller, id, operations, team)
                                .chain(staying -> finish(caller, id, staying, team)))))
                .chain(() -> written(caller.tenant(), id, projection));
    }

    private Uni<Void> finish(Caller caller, UUID id, Optional<Set<UUID>> staying, DefaultTeam defaultTeam) {
        return staying.map(users -> moves.moveAll(caller, id, users, GroupTransactions.target(defaultTeam)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** Fails with 403, 404, or 409 for the default team. */
    public Uni<Void> delete(Caller caller, UUID id) {
        return translated(teams.of(caller).chain(team -> delete(caller, id, team)));
    }

    private Uni<Void> delete(Caller caller, UUID id, DefaultTeam defaultTeam) {
        return transactions.delete(caller, id, defaultTeam).chain(isDone -> isDone ? Uni.createFrom().voidItem()
                : moves.moveAll(caller, id, Set.of(), GroupTransactions.target(defaultTeam))
                        .chain(() -> delete(caller, id, defaultTeam)));
    }

    private static <T> Uni<T> translated(Uni<T> work) {
        return ScimRefusals.translated(work.onFailure(NameTaken.class)
                .transform(taken -> ScimFailure.taken("displayName is taken")));
    }

    private Uni<Written> written(Tenant tenant, UUID id, Projection projection) {
        return pages.one(tenant, id).chain(group -> stream.one(tenant, group, projection)
                .map(shown -> new Written(id, group.location(address.base()), shown.isShort() || projection.isSelective()
                        ? Optional.of(shown.parts()) : Optional.empty())));
    }
}
