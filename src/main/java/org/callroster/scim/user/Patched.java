package org.callroster.scim.user;

import java.util.List;

import org.callroster.attribute.ProvisionedChange;
import org.callroster.attribute.UserChange;
import org.callroster.header.Preconditions;
import org.callroster.profile.ProvisionedRow;
import org.callroster.scim.patch.Patch;
import org.callroster.scim.patch.PatchOperation;
import org.callroster.scim.schema.ResourceReader;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A resource changed by operations.
 *
 * @param base the address of this service
 */
record Patched(List<PatchOperation> operations, String base, Preconditions conditions)
        implements ProvisionedChange {

    @Override
    public UserChange of(ProvisionedRow present) {
        return UserDifference.of(Patch.apply(operations, UserJson.resource(present, base)), present, setsFormatted());
    }

    /** Whether an operation gives the name for display. */
    private boolean setsFormatted() {
        return operations.stream().filter(operation -> isOf(operation, UserJson.NAME))
                .anyMatch(operation -> "formatted".equals(operation.target().path().last().name()));
    }

    @Override
    public String password() {
        return operations.stream().filter(operation -> isOf(operation, UserReader.PASSWORD) && operation.value() != null)
                .map(operation -> ResourceReader.value(operation.target().path().attribute(), operation.value()))
                .reduce((first, last) -> last).map(JsonNode::textValue).orElse(null);
    }

    @Override
    public boolean unlocks() {
        return operations.stream().anyMatch(operation -> isOf(operation, "lockedOut"));
    }

    @Override
    public boolean takesNextExtension() {
        return operations.stream().anyMatch(operation -> isOf(operation, "extension"));
    }

    static boolean isOf(PatchOperation operation, String attribute) {
        return !operation.target().path().isExtension()
                && operation.target().path().attribute().name().equals(attribute);
    }
}
