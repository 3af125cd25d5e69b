package org.callroster.role;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;

import org.callroster.caller.Privilege;
import org.callroster.tenant.TenantKey;

@Entity
@Table(name = "role")
@IdClass(TenantKey.class)
class Role {

    @Id
    @Column(name = "tenant_id")
    UUID tenantId;
    @Id
    UUID id;
    String name;
    /** Names of the {@link Privilege} constants. */
    String[] privileges = {};
    @Column(name = "assign_to_new_users")
    boolean assignToNewUsers;
    /** True if it was created in this transaction. */
    @Transient
    boolean isNew;

    Set<Privilege> privileges() {
        return Arrays.stream(privileges).map(Privilege::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Privilege.class)));
    }

    void setPrivileges(Set<Privilege> allowed) {
        privileges = allowed.stream().map(Privilege::name).sorted().toArray(String[]::new);
    }
}
