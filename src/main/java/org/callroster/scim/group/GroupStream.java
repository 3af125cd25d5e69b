package org.callroster.scim.group;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.callroster.error.ScimFace;
import org.callroster.scim.ScimAddress;
import org.callroster.scim.ScimAnswers;
import org.callroster.scim.group.GroupMembers.Member;
import org.callroster.scim.schema.GroupSchema;
import org.callroster.scim.schema.Projection;
import org.callroster.tenant.Tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Writes groups with their members, which come as the client takes them: memory does not grow with their number. */
@ApplicationScoped
class GroupStream {

    /** Of all groups of a page, read with one statement. */
    private static final int MOST_AT_ONCE = 10_000;
    private static final String EMPTY_LIST = "\"" + GroupSchema.MEMBERS + "\":[]";

    private final GroupMembers members;
    private final ScimAddress address;

    GroupStream(GroupMembers members, ScimAddress address) {
        this.members = members;
        this.address = address;
    }

    /** @param isShort whether it has at most 1,000 members, or none are wanted */
    record Written(Multi<byte[]> parts, boolean isShort) {
    }

    static boolean wantsMembers(Projection projection) {
        return projection.wants(null, GroupSchema.MEMBERS);
    }

    /** One group, whole. */
    Uni<Written> one(Tenant tenant, GroupRow group, Projection projection) {
        return all(tenant, List.of(group), projection).map(groups -> groups.get(0));
    }

    /** A page of groups, in the frame of a list. */
    Uni<Multi<byte[]>> list(Tenant tenant, GroupPages.Page page, ObjectNode frame, Projection projection) {
        String text = text(frame);
        String start = text.substring(0, text.lastIndexOf(']'));
        return all(tenant, page.groups(), projection).map(groups -> Multi.createBy().concatenating()
                .streams(Stream.of(List.of(bytes(start)), separated(groups), List.of(bytes("]}"))).flatMap(List::stream)
                        .toList()));
    }

    private static List<Multi<byte[]>> separated(List<Written> groups) {
        List<Multi<byte[]>> all = new ArrayList<>();
        groups.forEach(group -> all.add(all.isEmpty() ? group.parts
                : Multi.createBy().concatenating().streams(bytes(","), group.parts)));
        return all;
    }

    private Uni<List<Written>> all(Tenant tenant, List<GroupRow> groups, Projection projection) {
        int most = Math.max(1, Math.min(GroupMembers.PART, MOST_AT_ONCE / Math.max(1, groups.size())));
        List<UUID> ids = wantsMembers(projection) ? groups.stream().map(GroupRow::id).toList() : List.of();
        return members.first(tenant, ids, most + 1)
                .map(first -> groups.stream().map(group -> group(tenant, group, first, most, projection)).toList());
    }

    private Written group(Tenant tenant, GroupRow group, Map<UUID, List<Member>> first, int most, Projection projection) {
        List<Member> known = first.getOrDefault(group.id(), List.of());
        if (known.size() <= most || !wantsMembers(projection)) {
            return new Written(bytes(text(resource(group, known, projection))), true);
        }
        List<Member> begun = known.subList(0, most);
        String whole = text(resource(group, List.of(), projection));
        int at = whole.indexOf(EMPTY_LIST) + EMPTY_LIST.length() - 1;
        return new Written(Multi.createBy().concatenating().streams(bytes(whole.substring(0, at) + elements(begun, projection)),
                members.after(tenant, group.id(), begun.get(most - 1).loginKey()).select().where(part -> !part.isEmpty())
                        .map(part -> ("," + elements(part, projection)).getBytes(StandardCharsets.UTF_8)),
                bytes(whole.substring(at))), false);
    }

    private static Multi<byte[]> bytes(String text) {
        return Multi.createFrom().item(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(JsonNode node) {
        return new String(ScimAnswers.bytes(node), StandardCharsets.UTF_8);
    }

    /** With these members, if members are wanted. */
    private ObjectNode resource(GroupRow group, List<Member> some, Projection projection) {
        ObjectNode resource = group.resource(address.base());
        JsonNode meta = resource.remove("meta");
        if (wantsMembers(projection)) {
            resource.set(GroupSchema.MEMBERS, list(some));
        }
        resource.set("meta", meta);
        return projection.of(resource);
    }

    private ArrayNode list(List<Member> some) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        some.forEach(member -> list.addObject().put("value", member.id().toString())
                .put("$ref", address.base() + ScimFace.BASE + "/Users/" + member.id()).put("display", member.loginId())
                .put("type", "User"));
        return list;
    }

    /** Without brackets. */
    private String elements(List<Member> some, Projection projection) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        resource.set(GroupSchema.MEMBERS, list(some));
        return projection.of(resource).path(GroupSchema.MEMBERS).valueStream().map(GroupStream::text)
                .collect(Collectors.joining(","));
    }
}
