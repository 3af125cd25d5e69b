package org.callroster.role;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Transient;

import org.callroster.caller.Privilege;
import org.callroster.tenant.TenantKey;

@Entity
@IdClass(TenantKey.class)
class Role {

    static final String NAME = "name";
    static final String PRIVILEGES = "privileges";

    @Id
    UUID tenantId;
    @Id
    UUID id;
    String name;
    /** Names of the {@link Privilege} constants. */
    String[] privileges = {};
    boolean assignToNewUsers;
    /** True if it was created in this transaction. */
    @Transient
    boolean isNew;

    /** By the names that clients use. */
    Map<String, Object> attributes() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put(NAME, name);
        attributes.put(PRIVILEGES, privileges().stream().map(Privilege::label).toList());
        attributes.put("assignToNewUsers", assignToNewUsers);
        return attributes;
    }

    Set<Privilege> privileges() {
        return Privilege.named(privileges);
    }

    void setPrivileges(Set<Privilege> allowed) {
        privileges = allowed.stream().map(Privilege::name).sorted().toArray(String[]::new);
    }
}
