package org.callroster.console.names;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.callroster.caller.Privilege;
import org.callroster.console.Fields;
import org.callroster.header.Preconditions;
import org.callroster.role.RoleChange;
import org.callroster.role.RoleView;

/**
 * What the form of a role shows, and sends.
 *
 * @param was the name of the role to change; empty for a new one
 * @param etag of the state that the form shows; empty for a new one
 * @param isStale whether somebody changed the role since
 */
public record RoleForm(String was, String name, List<PrivilegeWords.Choice> privileges, boolean isForNewUsers, String etag,
        boolean isStale) {

    static final RoleForm NEW = new RoleForm("", "", PrivilegeWords.choices(Set.of()), false, "", false);

    static RoleForm of(RoleView role) {
        return new RoleForm(role.name(), role.name(), PrivilegeWords.choices(role.privileges()), role.assignToNewUsers(),
                role.etag().toString(), false);
    }

    /** What was sent, to be sent again over the state that there is now. */
    static RoleForm again(Fields fields, RoleView now) {
        Set<Privilege> wanted = EnumSet.noneOf(Privilege.class);
        fields.list("privilege").forEach(label -> Privilege.labelled(label).ifPresent(wanted::add));
        return new RoleForm(now.name(), fields.text("name"), PrivilegeWords.choices(wanted), fields.isSet("assignToNewUsers"),
                now.etag().toString(), true);
    }

    static RoleChange change(Fields fields) {
        String name = fields.text("was").isEmpty() ? null : fields.text("name");
        return new RoleChange(name, fields.list("privilege"), fields.isSet("assignToNewUsers"));
    }

    static Preconditions unchanged(Fields fields) {
        return fields.optional("etag").map(etag -> new Preconditions(List.of(etag), List.of())).orElse(NamePages.NEW);
    }
}
