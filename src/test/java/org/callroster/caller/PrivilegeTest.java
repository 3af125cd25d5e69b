package org.callroster.caller;

import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class PrivilegeTest {

    @Test
    void everyLabelNamesItsPrivilege() {
        for (Privilege privilege : Privilege.values()) {
            assertEquals(Optional.of(privilege), Privilege.labelled(privilege.label()));
        }
        assertEquals(Optional.empty(), Privilege.labelled("manage users"));
    }

    @Test
    void storedNamesMayRepeat() {
        assertEquals(Set.of(Privilege.MANAGE_USERS, Privilege.VIEW_AUDIT),
                Privilege.named("VIEW_AUDIT", "MANAGE_USERS", "VIEW_AUDIT"));
        assertEquals(Set.of(), Privilege.named());
    }
}
