package org.callroster.role;

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

    Set<Privilege> privileges() {
        return Privilege.named(privileges);
    }

    void setPrivileges(Set<Privilege> allowed) {
        privileges = allowed.stream().map(Privilege::name).sorted().toArray(String[]::new);
    }
}
