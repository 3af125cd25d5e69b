package org.callroster.role;

import java.util.Set;

import org.callroster.caller.Privilege;
import org.callroster.header.Etag;

import io.vertx.mutiny.sqlclient.Row;

/** {@code {"name":"Agent","privileges":[],"assignToNewUsers":true}}; privileges in the order of the enum. */
public record RoleView(String name, Set<Privilege> privileges, boolean assignToNewUsers) {

    public Etag etag() {
        return Etag.of(this);
    }

    static RoleView of(Role role) {
        return new RoleView(role.name, role.privileges(), role.assignToNewUsers);
    }

    static RoleView of(Row row) {
        return new RoleView(row.getString("name"), Privilege.named(row.getArrayOfStrings("privileges")),
                row.getBoolean("assign_to_new_users"));
    }
}
