package org.callroster.scim.user;

import java.util.List;

import org.callroster.attribute.ProvisionedChange;
import org.callroster.attribute.UserChange;
import org.callroster.header.Preconditions;
import org.callroster.profile.ProvisionedRow;
import org.callroster.scim.schema.UserSchemas;

import com.fasterxml.jackson.databind.node.ObjectNode;

import static org.callroster.scim.user.UserJson.NAME;

/**
 * A whole resource in place of another.
 *
 * @param resource in the form of the schemas
 * @param base the address of this service
 */
record Replacement(ObjectNode resource, String base, Preconditions conditions) implements ProvisionedChange {

    @Override
    public UserChange of(ProvisionedRow present) {
        return UserDifference.of(replacing(UserJson.resource(present, base)), present, true);
    }

    @Override
    public String password() {
        return new UserReader(resource).password();
    }

    @Override
    public boolean unlocks() {
        return new UserReader(resource).unlocks();
    }

    /** It asks for the next free one by null. */
    @Override
    public boolean takesNextExtension() {
        return resource.path(UserSchemas.CALLROSTER.urn()).path("extension").isNull();
    }

    /** What clients never see, or do not map, is left alone where it is absent. */
    private ObjectNode replacing(ObjectNode present) {
        ObjectNode whole = resource.deepCopy();
        List.of("externalId", "active", "roles").forEach(name -> copyIfAbsent(present, whole, name));
        if (present.get(NAME) instanceof ObjectNode name) {
            ObjectNode wanted = whole.get(NAME) instanceof ObjectNode given ? given : whole.putObject(NAME);
            List.of("givenName", "familyName").forEach(part -> copyIfAbsent(name, wanted, part));
        }
        String urn = UserSchemas.CALLROSTER.urn();
        if (present.get(urn) instanceof ObjectNode ours) {
            ObjectNode wanted = whole.get(urn) instanceof ObjectNode given ? given : whole.putObject(urn);
            List.of("skills", "changePassword").forEach(name -> copyIfAbsent(ours, wanted, name));
        }
        return whole;
    }

    private static void copyIfAbsent(ObjectNode from, ObjectNode to, String name) {
        if (!to.has(name) && from.has(name)) {
            to.set(name, from.get(name));
        }
    }
}
