package org.callroster.scim.user;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.caller.Caller;
import org.callroster.directory.UnknownName;
import org.callroster.header.Preconditions;
import org.callroster.profile.ProvisionedRow;
import org.callroster.scim.ScimAddress;
import org.callroster.scim.ScimRefusals;
import org.callroster.scim.patch.PatchOperation;
import org.callroster.scim.schema.Projection;
import org.callroster.scim.schema.ResourceKind;
import org.callroster.scim.schema.ResourceReader;
import org.callroster.scim.setting.DefaultTeams;
import org.callroster.user.ProvisioningService;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.smallrye.mutiny.Uni;

/** Changes users for identity providers, in the words of SCIM. */
@ApplicationScoped
public class ScimUserService {

    private final ProvisioningService users;
    private final DefaultTeams teams;
    private final ScimAddress address;

    ScimUserService(ProvisioningService users, DefaultTeams teams, ScimAddress address) {
        this.users = users;
        this.teams = teams;
        this.address = address;
    }

    /** Fails with 400, 403, or 409 if the user name or the extension is taken. */
    public Uni<ProvisionedRow> create(Caller caller, ObjectNode body, boolean ignoresPassword) {
        return ScimRefusals.translated(Uni.createFrom().item(() -> new UserReader(resource(body, ignoresPassword)))
                .chain(reader -> reader.namesTeam() ? users.create(caller, reader.create(null))
                        : inDefaultTeam(caller, reader)));
    }

    /** The default team may have got another name a moment ago. */
    private Uni<ProvisionedRow> inDefaultTeam(Caller caller, UserReader reader) {
        return Uni.createFrom().deferred(() -> teams.of(caller))
                .chain(team -> users.create(caller, reader.create(team.name())))
                .onFailure(UnknownName.class).invoke(() -> teams.forget(caller.tenant()))
                .onFailure(UnknownName.class).retry().atMost(1);
    }

    private static ObjectNode resource(ObjectNode body, boolean ignoresPassword) {
        ObjectNode resource = ResourceReader.resource(ResourceKind.USER, body);
        if (ignoresPassword) {
            resource.remove(UserReader.PASSWORD);
        }
        return resource;
    }

    /** Fails with 400, 403, 404, 409 or 412. */
    public Uni<ProvisionedRow> replace(Caller caller, UUID id, ObjectNode body, Preconditions conditions,
            boolean ignoresPassword) {
        return ScimRefusals.translated(Uni.createFrom().item(() -> resource(body, ignoresPassword))
                .chain(resource -> users.change(caller, id, new Replacement(resource, address.base(), conditions))));
    }

    /** Fails with 400, 403, 404, 409 or 412. */
    public Uni<ProvisionedRow> patch(Caller caller, UUID id, ObjectNode body, Preconditions conditions,
            boolean ignoresPassword) {
        return ScimRefusals.translated(Uni.createFrom().item(() -> operations(body, ignoresPassword))
                .chain(operations -> users.change(caller, id, new Patched(operations, address.base(), conditions))));
    }

    private static List<PatchOperation> operations(ObjectNode body, boolean ignoresPassword) {
        return PatchOperation.of(ResourceKind.USER, body).stream()
                .filter(operation -> !(ignoresPassword && Patched.isOf(operation, UserReader.PASSWORD))).toList();
    }

    /** Fails with 403, 404, 409 or 412. */
    public Uni<Void> delete(Caller caller, UUID id, Preconditions conditions) {
        return ScimRefusals.translated(users.delete(caller, id, conditions));
    }

    /** The address of a user. */
    public String location(UUID id) {
        return UserJson.location(address.base(), id);
    }

    /** What is wanted of a user. */
    public ObjectNode shown(ProvisionedRow user, Projection projection) {
        return UserJson.shown(user, address.base(), projection);
    }
}
