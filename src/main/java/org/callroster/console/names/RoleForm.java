package org.callroster.console.names;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.callroster.audit.AuditList;
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
 * @param conflict what somebody else changed since; null if nothing
 */
public record RoleForm(String was, String name, List<PrivilegeWords.Choice> privileges, boolean isForNewUsers, String etag,
        RoleConflict conflict) {

    static final RoleForm NEW = new RoleForm("", "", PrivilegeWords.choices(Set.of()), false, "", null);

    static RoleForm of(RoleView role) {
        return new RoleForm(role.name(), role.name(), PrivilegeWords.choices(role.privileges()), role.assignToNewUsers(),
                role.etag().toString(), null);
    }

    /** What was sent, to be sent again over the state that there is now. */
    static RoleForm again(Fields fields, RoleView now, Optional<AuditList.Event> last) {
        Set<Privilege> wanted = EnumSet.noneOf(Privilege.class);
        fields.list("privilege").forEach(label -> Privilege.labelled(label).ifPresent(wanted::add));
        boolean forNewUsers = fields.isSet("assignToNewUsers");
        return new RoleForm(now.name(), fields.text("name"), PrivilegeWords.choices(wanted), forNewUsers, now.etag().toString(),
                RoleConflict.of(fields.text("name"), wanted, forNewUsers, now, last));
    }

    /** Whether it is what somebody else made of the role meanwhile, so that there is nothing to choose. */
    boolean isAsTheirs() {
        return conflict.differences().isEmpty();
    }

    static RoleChange change(Fields fields) {
        String name = fields.text("was").isEmpty() ? null : fields.text("name");
        return new RoleChange(name, fields.list("privilege"), fields.isSet("assignToNewUsers"));
    }

    static Preconditions unchanged(Fields fields) {
        return fields.optional("etag").map(etag -> new Preconditions(List.of(etag), List.of())).orElse(NamePages.NEW);
    }
}
