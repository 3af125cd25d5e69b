package org.callroster.scim.group;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.callroster.error.ScimFailure;
import org.callroster.error.ScimFailure.Type;
import org.callroster.scim.patch.PatchOperation;
import org.callroster.scim.schema.BodyFields;
import org.callroster.scim.schema.GroupSchema;
import org.callroster.values.Uuids;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Collects the changes that all operations of a request make to a group's members: who joins and who leaves, or who alone is a
 * member. Ids that are not UUIDs are ignored.
 */
final class Membership {

    private final Set<UUID> coming = new LinkedHashSet<>();
    private final Set<UUID> going = new LinkedHashSet<>();
    private boolean replaces;
    private boolean namesMembers;

    /** @param members of a whole group; null to leave them alone */
    static Membership of(JsonNode members) {
        Membership membership = new Membership();
        if (members != null) {
            membership.replace(members);
        }
        return membership;
    }

    /** By the operations of a PATCH, in their order. Throws 400. */
    static Membership of(List<PatchOperation> operations) {
        Membership membership = new Membership();
        operations.stream().filter(Membership::isOfMembers).forEach(membership::apply);
        return membership;
    }

    static boolean isOfMembers(PatchOperation operation) {
        return !operation.target().path().isExtension()
                && operation.target().path().attribute().name().equals(GroupSchema.MEMBERS);
    }

    private void apply(PatchOperation operation) {
        if (operation.target().path().sub() != null && operation.target().path().sub().isReadOnly()) {
            throw ScimFailure.badRequest(Type.MUTABILITY, operation.target().path() + " can't be changed");
        }
        if (operation.target().condition() != null) {
            applyToChosen(operation);
            return;
        }
        JsonNode value = operation.value() == null ? null : unwrapped(operation.value());
        switch (operation.kind()) {
            case ADD -> come(ids(value));
            case REPLACE -> replace(value);
            case REMOVE -> remove(value);
        }
    }

    private void remove(JsonNode value) {
        if (value == null || value.isNull()) {
            replaces = true;
            coming.clear();
        } else {
            go(ids(value));
        }
    }

    /** Some clients write {@code "value": {"members": […]}}. */
    private static JsonNode unwrapped(JsonNode value) {
        return value.isObject() && value.has(GroupSchema.MEMBERS) ? value.get(GroupSchema.MEMBERS) : value;
    }

    private void applyToChosen(PatchOperation operation) {
        List<String> chosen = operation.target().equalTexts("value").orElseThrow(() -> ScimFailure.badRequest(
                Type.INVALID_PATH, "members can be chosen by value eq alone"));
        if (operation.kind() != PatchOperation.Kind.REMOVE) {
            throw ScimFailure.badRequest(Type.NO_TARGET, "members can't be replaced one by one: add and remove them");
        }
        go(chosen.stream().map(Uuids::of).flatMap(Optional::stream).toList());
    }

    private void replace(JsonNode members) {
        replaces = true;
        coming.clear();
        going.clear();
        namesMembers = members != null && members.size() > 0;
        come(ids(members));
    }

    private void come(Collection<UUID> ids) {
        coming.addAll(ids);
        going.removeAll(ids);
    }

    private void go(Collection<UUID> ids) {
        going.addAll(ids);
        coming.removeAll(ids);
    }

    private static List<UUID> ids(JsonNode members) {
        return members == null || members.isNull() ? List.of()
                : (members.isArray() ? members.valueStream() : Stream.of(members)).map(Membership::text).map(Uuids::of)
                        .flatMap(Optional::stream).toList();
    }

    private static String text(JsonNode member) {
        JsonNode value = member.isTextual() ? member : BodyFields.field(member, "value");
        return value == null ? "" : value.asText();
    }

    /** Whether those who are not named leave. */
    boolean replaces() {
        return replaces;
    }

    /** Whether a replacement named members, known ones or not. */
    boolean namesMembers() {
        return namesMembers;
    }

    Set<UUID> coming() {
        return coming;
    }

    Set<UUID> going() {
        return going;
    }
}
